using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Problems;
using Millrace.Kernel.Tables;
using Millrace.Tracking.Contracts;
using Millrace.Tracking.Storage;
using Millrace.Tracking.Wire;

namespace Millrace.Tracking.Experiments;

/// <summary>Writes experiments.</summary>
internal sealed class ExperimentStore(ITables tables, ITenantAccessor tenant, TimeProvider clock)
{
    private const string DefaultName = "Default";
    private const string OfExperiment = "WHERE tenant = @tenant AND experiment_id = @id";
    private readonly ConcurrentDictionary<string, bool> withDefault = new(StringComparer.Ordinal);

    private string Tenant => tenant.Current.Value;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Makes the experiment 0 of the tenant when it is not there.</summary>
    public async ValueTask EnsureDefaultAsync(CancellationToken ct)
    {
        if (!withDefault.ContainsKey(Tenant))
        {
            await tables.WriteAsync(EnsureDefault, ct).ConfigureAwait(false);
            withDefault[Tenant] = true;
        }
    }

    public Task<ExperimentId> GetOrCreateAsync(string name, CancellationToken ct) => tables.WriteAsync(
        transaction =>
        {
            EnsureDefault(transaction);
            return new ExperimentId(IdOf(transaction, name) ?? AddNext(transaction, name, null));
        },
        ct);

    /// <summary>Adds an experiment; the name has been checked.</summary>
    public Task<Outcome<long>> CreateAsync(string name, string? location, IReadOnlyList<TagEntry> tags, CancellationToken ct) => tables.TryWriteAsync(
        transaction =>
        {
            EnsureDefault(transaction);
            MustBeFree(transaction, name);
            var id = AddNext(transaction, name, location);
            foreach (var tag in tags)
            {
                SetTag(transaction, id, tag.Key!, tag.Value ?? "");
            }

            return id;
        },
        ct);

    public Task<Outcome<Done>> RenameAsync(string text, string name, CancellationToken ct) => tables.TryWriteAsync(
        transaction =>
        {
            var (id, _, _) = MustBeActive(transaction, text);
            if (IdOf(transaction, name) is { } other && other != id)
            {
                MustBeFree(transaction, name);
            }

            Statement.Of(transaction, $"UPDATE experiments SET name = @name, last_update_time = @now {OfExperiment}")
                .With("name", name).With("now", Now).With("tenant", Tenant).With("id", id).Run();
        },
        ct);

    /// <summary>Deletes or restores an experiment with all its runs; nothing is lost.</summary>
    public Task<Outcome<Done>> MoveAsync(string text, string from, string to, CancellationToken ct) => tables.TryWriteAsync(
        transaction =>
        {
            var (id, stage, _) = MustExist(transaction, text);
            if (stage != from)
            {
                throw new ProblemException(TrackingProblems.ExperimentNotFound(text));
            }

            Statement.Of(transaction, $"UPDATE experiments SET lifecycle_stage = @stage, last_update_time = @now {OfExperiment}")
                .With("stage", to).With("now", Now).With("tenant", Tenant).With("id", id).Run();
            Statement.Of(transaction, $"UPDATE runs SET lifecycle_stage = @stage, deleted_time = @deleted {OfExperiment}")
                .With("stage", to).With("deleted", to == Lifecycle.Deleted ? Now : null).With("tenant", Tenant).With("id", id).Run();
        },
        ct);

    public Task<Outcome<Done>> SetTagAsync(string text, string key, string value, CancellationToken ct) => tables.TryWriteAsync(
        transaction => SetTag(transaction, MustBeActive(transaction, text).Id, key, value), ct);

    public Task<Outcome<Done>> DeleteTagAsync(string text, string key, CancellationToken ct) => tables.TryWriteAsync(
        transaction =>
        {
            var (id, _, _) = MustBeActive(transaction, text);
            if (Statement.Of(transaction, $"DELETE FROM experiment_tags {OfExperiment} AND key = @key")
                .With("tenant", Tenant).With("id", id).With("key", key).Run() == 0)
            {
                throw new ProblemException(TrackingProblems.ExperimentTagNotFound(id, key));
            }
        },
        ct);

    /// <summary>The experiment for new runs: its id and where their files go.</summary>
    /// <exception cref="ProblemException">There is none, or it is deleted.</exception>
    public (long Id, string Stage, string Location) MustBeActive(DbTransaction transaction, string text)
    {
        var found = MustExist(transaction, text);
        return found.Stage == Lifecycle.Active ? found : throw new ProblemException(TrackingProblems.ExperimentNotActive(found.Id, found.Stage));
    }

    private (long Id, string Stage, string Location) MustExist(DbTransaction transaction, string text)
    {
        if (ExperimentId.TryParse(text, out var id))
        {
            if (id == ExperimentId.Default)
            {
                EnsureDefault(transaction);
            }

            using var row = Statement.Of(transaction, $"SELECT lifecycle_stage, artifact_location FROM experiments {OfExperiment}")
                .With("tenant", Tenant).With("id", id.Value).Read();
            if (row.Read())
            {
                return (id.Value, row.GetString(0), row.GetString(1));
            }
        }

        throw new ProblemException(TrackingProblems.ExperimentNotFound(text));
    }

    private void MustBeFree(DbTransaction transaction, string name)
    {
        var stage = Statement.Of(transaction, "SELECT lifecycle_stage FROM experiments WHERE tenant = @tenant AND name = @name")
            .With("tenant", Tenant).With("name", name).Text();
        if (stage is not null)
        {
            throw new ProblemException(TrackingProblems.ExperimentExists(name, stage));
        }
    }

    private long? IdOf(DbTransaction transaction, string name) =>
        Statement.Of(transaction, "SELECT experiment_id FROM experiments WHERE tenant = @tenant AND name = @name")
            .With("tenant", Tenant).With("name", name).Number();

    private void EnsureDefault(DbTransaction transaction) => Add(transaction, ExperimentId.Default.Value, DefaultName, null);

    private long AddNext(DbTransaction transaction, string name, string? location)
    {
        var id = Counters.NextExperiment(transaction, Tenant);
        Add(transaction, id, name, location);
        return id;
    }

    private void Add(DbTransaction transaction, long id, string name, string? location) => Statement.Of(
        transaction,
        """
        INSERT INTO experiments (tenant, experiment_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time)
        VALUES (@tenant, @id, @name, @location, 'active', @now, @now) ON CONFLICT DO NOTHING
        """)
        .With("tenant", Tenant).With("id", id).With("name", name)
        .With("location", string.IsNullOrEmpty(location) ? string.Create(CultureInfo.InvariantCulture, $"mlflow-artifacts:/{id}") : location)
        .With("now", Now).Run();

    private void SetTag(DbTransaction transaction, long id, string key, string value) => Statement.Of(
        transaction,
        """
        INSERT INTO experiment_tags (tenant, experiment_id, key, value) VALUES (@tenant, @id, @key, @value)
        ON CONFLICT (tenant, experiment_id, key) DO UPDATE SET value = excluded.value
        """).With("tenant", Tenant).With("id", id).With("key", key).With("value", value).Run();
}
