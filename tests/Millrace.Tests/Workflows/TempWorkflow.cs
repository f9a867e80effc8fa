using Millrace.Workflows;
using Millrace.Workflows.Contracts;

namespace Millrace.Tests.Workflows;

/// <summary>A workflow file in a folder of its own; the sample's data is named by absolute paths.</summary>
internal sealed class TempWorkflow : IDisposable
{
    public TempWorkflow(string text)
    {
        Folder = Directory.CreateTempSubdirectory("millrace-workflow-").FullName;
        Path = System.IO.Path.Combine(Folder, "workflow.yaml");
        var samples = System.IO.Path.GetDirectoryName(Sample.Path)!;
        File.WriteAllText(Path, text
            .Replace("../../eng", System.IO.Path.Combine(Sample.Root, "eng"), StringComparison.Ordinal)
            .Replace("path: airport_zones.csv", $"path: {System.IO.Path.Combine(samples, "airport_zones.csv")}", StringComparison.Ordinal));
    }

    public string Folder { get; }

    public string Path { get; }

    public string Write(string name, string content)
    {
        var path = System.IO.Path.Combine(Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    public WorkflowCheck Check(params (string Name, string Value)[] environment) =>
        WorkflowLoader.Check(Path, environment.ToDictionary(variable => variable.Name, variable => variable.Value));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
