using System.Diagnostics.CodeAnalysis;

namespace Millrace.Kernel.Problems;

/// <summary>A value, or every problem that kept it from being made.</summary>
public readonly struct Outcome<T>
{
    private readonly T? value;
    private readonly IReadOnlyList<Problem>? problems;

    private Outcome(T value) => this.value = value;

    private Outcome(IReadOnlyList<Problem> problems) => this.problems = problems;

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsOk => problems is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message carries the first problem.</exception>
    public T Value => problems is null ? value! : throw new InvalidOperationException(problems[0].ToString());

    /// <summary>All problems, in the order found; empty when there is a value.</summary>
    public IReadOnlyList<Problem> Problems => problems ?? [];

    /// <summary>The first problem, or null.</summary>
    public Problem? Problem => problems?[0];

    /// <summary>One of the two answers.</summary>
    public TOut Match<TOut>(Func<T, TOut> ok, Func<IReadOnlyList<Problem>, TOut> failed) =>
        problems is null ? ok(value!) : failed(problems);

    /// <summary>The value changed by <paramref name="change"/>, or the same problems.</summary>
    public Outcome<TOut> Map<TOut>(Func<T, TOut> change) =>
        problems is null ? change(value!) : new Outcome<TOut>(problems);

    /// <summary>The next outcome, or the same problems.</summary>
    public Outcome<TOut> Then<TOut>(Func<T, Outcome<TOut>> next) =>
        problems is null ? next(value!) : new Outcome<TOut>(problems);

    /// <summary>The problems of this outcome as an outcome of another type.</summary>
    /// <exception cref="InvalidOperationException">There is a value.</exception>
    public Outcome<TOut> As<TOut>() =>
        problems is null ? throw new InvalidOperationException("The outcome has a value.") : new Outcome<TOut>(problems);

    /// <summary>A failed outcome.</summary>
    /// <exception cref="ArgumentException"><paramref name="problems"/> is empty.</exception>
    public static Outcome<T> Failed(IReadOnlyList<Problem> problems) => problems.Count > 0
        ? new Outcome<T>(problems)
        : throw new ArgumentException("A failed outcome needs a problem.", nameof(problems));

    /// <summary>A value is an outcome.</summary>
    public static implicit operator Outcome<T>(T value) => new(value);

    /// <summary>A problem is an outcome.</summary>
    public static implicit operator Outcome<T>(Problem problem) => new([problem]);
}

/// <summary>The value of an outcome that has nothing to say but that it went well.</summary>
public readonly record struct Done
{
    /// <summary>The one value.</summary>
    public static Done Value => default;
}

/// <summary>Makes outcomes of types that C# cannot convert implicitly: interfaces and nullable references.</summary>
public static class Outcome
{
    /// <summary>A value as an outcome.</summary>
    public static Outcome<T> Ok<T>(T value) => value;
}
