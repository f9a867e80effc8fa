using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using Millrace.Kernel.Problems;
using Millrace.Mlflow.Requests;
using Millrace.Mlflow.Routes;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Experiments;

/// <summary><c>experiments/create</c></summary>
internal sealed class CreateExperiment(ExperimentStore store)
{
    internal sealed record Request([property: Required] string? Name, string? ArtifactLocation, IReadOnlyList<TagEntry>? Tags);

    internal sealed record Response([property: JsonConverter(typeof(IdText))] string ExperimentId);

    public void Map(MlflowRoutes routes) =>
        routes.Post("/mlflow/experiments/create", TrackingJson.Default.CreateExperimentRequest, TrackingJson.Default.CreateExperimentResponse, HandleAsync);

    private async Task<Outcome<Response>> HandleAsync(MlflowCall<Request> call)
    {
        var (name, location, tags) = (call.Body.Name!, call.Body.ArtifactLocation, call.Body.Tags ?? []);
        var problems = Check(name, location, tags);
        if (problems.Count > 0)
        {
            return Outcome<Response>.Failed(problems);
        }

        var created = await store.CreateAsync(name, location, tags, call.Aborted).ConfigureAwait(false);
        return created.Map(id => new Response(id.ToString(CultureInfo.InvariantCulture)));
    }

    private static List<Problem> Check(string name, string? location, IReadOnlyList<TagEntry> tags)
    {
        List<Problem> problems = [];
        if (!RunLimits.IsExperimentName(name))
        {
            problems.Add(TrackingProblems.ExperimentNameInvalid(name));
        }

        // The place is only told to clients, but they build paths from it.
        if (location is not null && (location.AsSpan().ContainsAny("#;") || Uri.UnescapeDataString(location).Contains("..", StringComparison.Ordinal)))
        {
            problems.Add(TrackingProblems.LocationInvalid(location));
        }

        for (var i = 0; i < tags.Count; i++)
        {
            RunLimits.Check(problems, tags[i].Key ?? "", tags[i].Value ?? "", $"tags[{i}].", RunLimits.MaxExperimentTagLength);
        }

        return problems;
    }
}
