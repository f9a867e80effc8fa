using Millrace.Workflows.Compile;
using Millrace.Workflows.Contracts;
using Millrace.Workflows.Language;

namespace Millrace.Workflows.DesignVerdicts;

/// <summary>One of the ten questions.</summary>
/// <param name="Clause">Stable name, <c>design.*</c>.</param>
/// <param name="Title">A statement that should hold.</param>
/// <param name="Paths">The parts of the file it is about; when one is broken, it is not evaluated. The first gives the place.</param>
/// <param name="Judge">Decides.</param>
internal sealed record DesignQuestion(string Clause, string Title, IReadOnlyList<string> Paths, Func<DesignEvidence, Finding> Judge);

/// <summary>What a judgement may look at.</summary>
/// <param name="File">The typed file.</param>
/// <param name="Lineage">What depends on time and on what is known late.</param>
/// <param name="Run">The last run; empty when there was none.</param>
internal sealed record DesignEvidence(WorkflowFile File, Lineage Lineage, LastRunFacts Run);
