using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Millrace.Tests.Statistics;

internal static class SeededProperty
{
    /// <summary>Tries a property on the same random inputs in every run, and fails with the smallest counterexample.</summary>
    public static void Holds(this Property property, int tries = 200) => property.Check(
        Config.QuickThrowOnFailure
            .WithMaxTest(tries)
            .WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20_010_601), FSharpOption<int>.None))));
}
