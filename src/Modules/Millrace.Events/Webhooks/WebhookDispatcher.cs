using Microsoft.Extensions.Logging;
using Millrace.Events.Contracts;

namespace Millrace.Events.Webhooks;

/// <summary>Looks at the outbox now and then and sends what is due, at least once each.</summary>
internal sealed class WebhookDispatcher(
    DeliveryQueue queue, WebhookSender sender, WebhookOptions options, TimeProvider clock, ILogger log) : IAsyncDisposable
{
    private const int AtOnce = 8;
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public void Start() => running = RunAsync(stopping.Token);

    /// <summary>One look.</summary>
    public async Task DispatchAsync(CancellationToken ct)
    {
        while (await queue.HasWorkAsync(ct).ConfigureAwait(false))
        {
            var due = await queue.TakeAsync(ct).ConfigureAwait(false);
            if (due.Count == 0)
            {
                continue;
            }

            await Parallel.ForEachAsync(
                due,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
                async (delivery, token) =>
                {
                    var result = await sender.SendAsync(delivery, token).ConfigureAwait(false);
                    await queue.FinishAsync(delivery, result, token).ConfigureAwait(false);
                    if (!result.Success)
                    {
                        log.LogWarning(
                            "Webhook {Webhook}: attempt {Attempt} of event {Sequence} failed: {Why}", delivery.Webhook.Name, delivery.Attempt,
                            delivery.Sequence, result.ErrorMessage ?? $"HTTP {result.ResponseStatus}");
                    }
                }).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(options.Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct).ConfigureAwait(false))
            {
                await OnceAsync(ct).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; what is taken is sent again by the next one.
        }
    }

    // Whatever goes wrong, the next look tries again.
    private async Task OnceAsync(CancellationToken ct)
    {
        try
        {
            await DispatchAsync(ct).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "Webhooks could not be sent");
        }
    }
}
