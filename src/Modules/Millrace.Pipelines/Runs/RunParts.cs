using Millrace.Kernel.Blobs;
using Millrace.Kernel.Homes;
using Millrace.Kernel.Resources;
using Millrace.Pipelines.Cache;
using Millrace.Pipelines.Contracts;

namespace Millrace.Pipelines.Runs;

/// <summary>What every execution needs.</summary>
internal sealed record RunParts(
    IBlobStore Blobs, StepCache Cache, RunLedger Ledger, InFlight InFlight, TimeProvider Clock, HomeLayout Layout,
    ResourceBudget Budget, PipelineOptions Options);
