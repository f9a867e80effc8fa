using Millrace.Client.Wire;

namespace Millrace.Client.Sending;

/// <summary>Finds experiments by name.</summary>
internal sealed class Experiments(Caller caller)
{
    public async Task<string> GetOrCreateAsync(string name, CancellationToken ct)
    {
        try
        {
            return await FindAsync(name, ct).ConfigureAwait(false);
        }
        catch (MillraceException missing) when (missing.ErrorCode == "RESOURCE_DOES_NOT_EXIST")
        {
            return await CreateAsync(name, ct).ConfigureAwait(false);
        }
    }

    private async Task<string> CreateAsync(string name, CancellationToken ct)
    {
        try
        {
            var created = await caller.PostAsync(
                "experiments/create", new CreateExperiment(name), WireJson.Default.CreateExperiment, WireJson.Default.ExperimentCreated, ct)
                .ConfigureAwait(false);
            return created.ExperimentId;
        }
        catch (MillraceException exists) when (exists.ErrorCode == "RESOURCE_ALREADY_EXISTS")
        {
            // Somebody else was faster.
            return await FindAsync(name, ct).ConfigureAwait(false);
        }
    }

    private async Task<string> FindAsync(string name, CancellationToken ct) => (await caller.GetAsync(
        "experiments/get-by-name", [("experiment_name", name)], WireJson.Default.ExperimentFound, ct).ConfigureAwait(false)).Experiment.ExperimentId;
}
