using Millrace.XGBoost.Native;

namespace Millrace.XGBoost;

/// <content>Models and checkpoints as bytes.</content>
public sealed unsafe partial class XgbBooster
{
    /// <summary>Reads a saved model, for prediction.</summary>
    /// <param name="model">What <see cref="SaveModel"/> wrote, in either format.</param>
    /// <param name="threads">Threads that predict; 0 means all.</param>
    /// <exception cref="XgbException">The bytes are not a model.</exception>
    public static XgbBooster LoadModel(ReadOnlySpan<byte> model, int threads = 0)
    {
        RequireDocument(model, "model");
        var booster = new XgbBooster([]);
        booster.SetParameter("verbosity", "0");
        booster.SetParameter("nthread", threads.ToString(System.Globalization.CultureInfo.InvariantCulture));
        fixed (byte* first = model)
        {
            XgbNative.Check(XgbNative.XGBoosterLoadModelFromBuffer(booster._handle, first, (ulong)model.Length));
        }

        return booster;
    }

    /// <summary>Continues a training from a checkpoint, exactly as if it had never stopped.</summary>
    /// <param name="checkpoint">What <see cref="Checkpoint"/> wrote; it carries all parameters.</param>
    /// <param name="matrices">The same matrices as when it was created, in the same order.</param>
    /// <exception cref="XgbException">The bytes are not a checkpoint.</exception>
    public static XgbBooster Resume(ReadOnlySpan<byte> checkpoint, params ReadOnlySpan<XgbMatrix> matrices)
    {
        RequireDocument(checkpoint, "checkpoint");
        var booster = new XgbBooster(matrices);
        booster.Unserialize(checkpoint);
        return booster;
    }

    /// <summary>The model alone: trees or coefficients, objective and attributes, without training parameters.</summary>
    /// <param name="format">The encoding.</param>
    public byte[] SaveModel(XgbModelFormat format = XgbModelFormat.Ubj)
    {
        var name = format == XgbModelFormat.Json ? "json" : "ubj";
        XgbNative.Check(XgbNative.XGBoosterSaveModelToBuffer(
            _handle, $$"""{"format": "{{name}}"}""", out var length, out var data));
        return new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
    }

    /// <summary>Everything that <see cref="Resume"/> needs: model, parameters, attributes.</summary>
    /// <remarks>This booster goes on from the same bytes, so that state which is not in them (the column sampler's, with
    /// <c>colsample_*</c> below 1) is lost here as in a resumed training, and both end byte-identical. It follows that
    /// with column sampling the checkpoint interval is part of what determines the model.</remarks>
    public byte[] Checkpoint()
    {
        XgbThread.Silence();
        XgbNative.Check(XgbNative.XGBoosterSerializeToBuffer(_handle, out var length, out var data));
        var checkpoint = new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
        Unserialize(checkpoint);
        return checkpoint;
    }

    private void Unserialize(ReadOnlySpan<byte> checkpoint)
    {
        SeedThread();
        fixed (byte* first = checkpoint)
        {
            XgbNative.Check(XgbNative.XGBoosterUnserializeFromBuffer(_handle, first, (ulong)checkpoint.Length));
        }
    }

    // Some updaters draw the seed of their column sampler from the thread's generator when they are made, which is when a
    // checkpoint is read. Configuring a booster for the first time sets that generator to a known state.
    private static void SeedThread()
    {
        using var blank = new XgbBooster([]);
        blank.SetParameter("num_feature", "1");
        _ = blank.BoostedRounds;
    }

    // Anything that does not begin like a document is read by the library as its old binary format, at best with a crash.
    private static void RequireDocument(ReadOnlySpan<byte> bytes, string what)
    {
        if (bytes.Length < 2 || bytes[0] != (byte)'{')
        {
            throw new XgbException($"The {bytes.Length} bytes are not an XGBoost {what}.");
        }
    }
}
