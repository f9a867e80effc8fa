using Millrace.Kernel.Blobs;
using Millrace.Kernel.Events;
using Millrace.Kernel.Homes;
using Millrace.Kernel.Identity;
using Millrace.Kernel.Resources;
using Millrace.Kernel.Tables;
using Millrace.Pipelines.Cache;
using Millrace.Pipelines.Contracts;
using Millrace.Pipelines.History;
using Millrace.Pipelines.Runs;

namespace Millrace.Pipelines;

/// <summary>Puts the module together.</summary>
public static class PipelinesSetup
{
    /// <summary>The module's tables.</summary>
    public static ModuleSchema Schema => PipelinesSchema.Schema;

    /// <summary>What runs plans. One for a process: it is what keeps the same work from being done twice at once.</summary>
    /// <param name="tables">Migrated.</param>
    /// <param name="blobs">Where artifacts live.</param>
    /// <param name="outbox">Gets the events; null for none.</param>
    /// <param name="steps">What plans may name.</param>
    /// <param name="clock">For times.</param>
    /// <param name="layout">The home, for scratch folders.</param>
    /// <param name="budget">Divided among the steps that run at once.</param>
    /// <param name="tenant">Whose executions they are.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    public static IPipelineRunner CreateRunner(
        ITables tables, IBlobStore blobs, IOutbox? outbox, StepCatalog steps, TimeProvider clock, HomeLayout layout,
        ResourceBudget budget, ITenantAccessor tenant, PipelineOptions? options = null)
    {
        var cache = new StepCache(tables, blobs, tenant, clock);
        var ledger = new RunLedger(tables, cache, outbox, tenant);
        return new PipelineRunner(
            steps, new RunParts(blobs, cache, ledger, new InFlight(), clock, layout, budget, options ?? new PipelineOptions()));
    }

    /// <summary>What reads recorded executions.</summary>
    public static IPipelineHistory CreateHistory(ITables tables, ITenantAccessor tenant) => new TableHistory(tables, tenant);
}
