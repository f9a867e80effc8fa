using Millrace.Kernel.Problems;

namespace Millrace.Workflows.Reading;

/// <summary>What <c>${NAME}</c> stands for: the environment first, then the <c>.env</c> file beside the workflow.</summary>
internal sealed class Variables
{
    private readonly IReadOnlyDictionary<string, string> environment;
    private readonly IReadOnlyDictionary<string, string> envFile;

    /// <summary>Variables from both sources.</summary>
    public Variables(IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, string> envFile) =>
        (this.environment, this.envFile) = (environment, envFile);

    /// <summary>Names that have a value.</summary>
    public IEnumerable<string> Names => environment.Keys.Concat(envFile.Keys).Distinct();

    /// <summary>The value, or null when it is unset or empty: <c>${X:-d}</c> then takes the default, as a shell does.</summary>
    public string? Find(string name)
    {
        var value = environment.GetValueOrDefault(name);
        value = string.IsNullOrEmpty(value) ? envFile.GetValueOrDefault(name) : value;
        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>Reads <c>.env</c> in <paramref name="folder"/>; lines that are no assignment become problems of that file.</summary>
    public static Variables Load(IReadOnlyDictionary<string, string> environment, string folder, ProblemList problems)
    {
        var path = Path.Combine(folder, ".env");
        if (!File.Exists(path))
        {
            return new Variables(environment, new Dictionary<string, string>());
        }

        var text = FileText.Read(path);
        if (!text.IsOk)
        {
            problems.Add(text.Problem);
        }

        return new Variables(environment, text.IsOk ? EnvFile.Parse(text.Value, path, problems) : new Dictionary<string, string>());
    }
}
