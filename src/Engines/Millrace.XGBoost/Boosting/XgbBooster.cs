using System.Globalization;
using Millrace.XGBoost.Native;

namespace Millrace.XGBoost;

/// <summary>A gradient-boosted model: trees (<c>gbtree</c>) or a linear model (<c>gblinear</c>).</summary>
/// <remarks>
/// Train a booster on one thread: the library keeps the margins of its training rows per thread, and recomputes them from
/// all trees when another thread continues. Prediction is safe from any thread once training has ended.
/// Parameters that Millrace sets unless told otherwise: <c>verbosity=0</c>, and <c>seed_per_iteration=1</c>, which makes
/// the row sample of a round depend on the seed and the round alone, so that a resumed training draws the same.
/// </remarks>
public sealed unsafe partial class XgbBooster : IDisposable
{
    private readonly XgbBoosterHandle _handle;

    private XgbBooster(ReadOnlySpan<XgbMatrix> matrices)
    {
        XgbThread.Silence();
        var handles = Handles(matrices);
        fixed (nint* first = handles)
        {
            XgbNative.Check(XgbNative.XGBoosterCreate(first, (ulong)handles.Length, out var booster));
            _handle = new XgbBoosterHandle(booster);
        }
    }

    /// <summary>Rounds boosted so far; the number of the next round, counted from 0.</summary>
    public int BoostedRounds
    {
        get
        {
            XgbNative.Check(XgbNative.XGBoosterBoostedRounds(_handle, out var count));
            return count;
        }
    }

    /// <summary>Features the model was trained on.</summary>
    public int FeatureCount
    {
        get
        {
            XgbNative.Check(XgbNative.XGBoosterGetNumFeature(_handle, out var count));
            return (int)count;
        }
    }

    /// <summary>Makes an untrained booster.</summary>
    /// <param name="parameters">XGBoost's own parameters; <c>eval_metric</c> may occur several times. Numbers are written
    /// in the invariant culture.</param>
    /// <param name="matrices">The matrices it will be trained on and evaluated with; their margins are then kept between
    /// rounds.</param>
    /// <exception cref="XgbException">A parameter or its value is refused (some are only checked in the first round).</exception>
    public static XgbBooster Create(
        IEnumerable<KeyValuePair<string, string>> parameters, params ReadOnlySpan<XgbMatrix> matrices)
    {
        var booster = new XgbBooster(matrices);
        booster.SetParameter("verbosity", "0");
        booster.SetParameter("seed_per_iteration", "1");
        foreach (var (name, value) in parameters)
        {
            booster.SetParameter(name, value);
        }

        return booster;
    }

    /// <summary>Sets one parameter, effective from the next round.</summary>
    /// <param name="name">XGBoost's name, for instance <c>eta</c>.</param>
    /// <param name="value">Its value as text, invariant culture.</param>
    public void SetParameter(string name, string value) =>
        XgbNative.Check(XgbNative.XGBoosterSetParam(_handle, name, value));

    /// <summary>Reads a text that was attached to the model.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <returns>Its value; null if it is not set.</returns>
    public string? GetAttribute(string name)
    {
        XgbNative.Check(XgbNative.XGBoosterGetAttr(_handle, name, out var value, out var found));
        return found == 0 ? null : XgbNative.Text(value);
    }

    /// <summary>Attaches a text to the model; it is saved with models and checkpoints.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Its value; null removes it.</param>
    public void SetAttribute(string name, string? value) =>
        XgbNative.Check(XgbNative.XGBoosterSetAttr(_handle, name, value));

    /// <summary>What each feature contributes to the model.</summary>
    /// <param name="kind">The measure; a <c>gblinear</c> model only has <see cref="XgbImportance.Weight"/>.</param>
    /// <returns>One value per feature, in feature order; 0 for a feature that no split uses.</returns>
    public float[] FeatureImportance(XgbImportance kind)
    {
        var importance = new float[FeatureCount];
        var names = string.Join(',', Enumerable.Range(0, importance.Length).Select(i => $"\"{i}\""));
        var config = $$"""{"importance_type": "{{NativeName(kind)}}", "feature_names": [{{names}}]}""";
        XgbNative.Check(XgbNative.XGBoosterFeatureScore(
            _handle, config, out var count, out var features, out _, out _, out var scores));
        for (var i = 0; i < (int)count; i++)
        {
            importance[int.Parse(XgbNative.Text(features[i]), CultureInfo.InvariantCulture)] = scores[i];
        }

        return importance;
    }

    /// <summary>The trees as JSON, one document per tree, with gain and cover of every node.</summary>
    public string[] DumpTrees()
    {
        XgbNative.Check(XgbNative.XGBoosterDumpModelEx(_handle, "", 1, "json", out var count, out var dump));
        var trees = new string[count];
        for (var i = 0; i < trees.Length; i++)
        {
            trees[i] = XgbNative.Text(dump[i]);
        }

        return trees;
    }

    /// <summary>Frees the native memory.</summary>
    public void Dispose() => _handle.Dispose();

    private static nint[] Handles(ReadOnlySpan<XgbMatrix> matrices)
    {
        var handles = new nint[matrices.Length];
        for (var i = 0; i < handles.Length; i++)
        {
            handles[i] = matrices[i].Handle.DangerousGetHandle();
        }

        return handles;
    }

    private static string NativeName(XgbImportance kind) => kind switch
    {
        XgbImportance.Gain => "gain",
        XgbImportance.TotalGain => "total_gain",
        XgbImportance.Weight => "weight",
        XgbImportance.Cover => "cover",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown importance."),
    };
}
