namespace Millrace.EndToEnd.Tests.Setting;

/// <summary>A home in which the workflow has run, for the tests of one class, which do not change it.</summary>
public sealed class FinishedHome(SmallFlights flights) : IAsyncLifetime
{
    internal SmallFlights Flights => flights;

    internal CliProcess Cli { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cli = await flights.NewFinishedAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
