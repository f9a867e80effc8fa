using System.Globalization;
using Millrace.XGBoost.Native;

namespace Millrace.XGBoost;

/// <content>Rounds of training and their metrics.</content>
public sealed unsafe partial class XgbBooster
{
    /// <summary>Adds one round. A caller that wants to cancel does so between rounds.</summary>
    /// <param name="train">The labelled training rows, the same matrix every round.</param>
    /// <exception cref="XgbException">A parameter or label is refused.</exception>
    public void Update(XgbMatrix train)
    {
        XgbThread.Silence();
        XgbNative.Check(XgbNative.XGBoosterUpdateOneIter(_handle, BoostedRounds, train.Handle));
    }

    /// <summary>Adds one round along gradients that the caller computed from the margins.</summary>
    /// <param name="train">The training rows.</param>
    /// <param name="gradient">First derivative of the loss by the margin, one per row (rows × classes for multi-class).</param>
    /// <param name="hessian">Second derivative, as many.</param>
    /// <remarks>The library numbers such rounds all 0: with <c>subsample</c> below 1 every round draws the same rows,
    /// unless the caller changes <c>seed</c> between rounds.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Boost(XgbMatrix train, ReadOnlySpan<float> gradient, ReadOnlySpan<float> hessian)
    {
        if (gradient.Length != hessian.Length)
        {
            throw new ArgumentException($"Got {gradient.Length} gradients but {hessian.Length} hessians.", nameof(hessian));
        }

        XgbThread.Silence();
        fixed (float* first = gradient, second = hessian)
        {
            XgbNative.Check(XgbNative.XGBoosterBoostOneIter(_handle, train.Handle, first, second, (ulong)gradient.Length));
        }
    }

    /// <summary>Computes the booster's <c>eval_metric</c>s after the newest round.</summary>
    /// <param name="sets">Labelled data with a name each.</param>
    /// <returns>Per data set, in their order, every metric in the order of the parameters.</returns>
    public IReadOnlyList<XgbEvaluation> Evaluate(params ReadOnlySpan<(string Name, XgbMatrix Matrix)> sets)
    {
        XgbThread.Silence();
        var handles = new nint[sets.Length];
        var numbers = new string[sets.Length];
        var names = new string[sets.Length];
        for (var i = 0; i < sets.Length; i++)
        {
            handles[i] = sets[i].Matrix.Handle.DangerousGetHandle();
            numbers[i] = i.ToString(CultureInfo.InvariantCulture);
            names[i] = sets[i].Name;
        }

        fixed (nint* first = handles)
        {
            XgbNative.Check(XgbNative.XGBoosterEvalOneIter(
                _handle, BoostedRounds - 1, first, numbers, (ulong)handles.Length, out var result));
            return EvaluationText.Parse(XgbNative.Text(result), names);
        }
    }
}
