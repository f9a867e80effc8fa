namespace Millrace.Workflows.Reading;

/// <summary>The values of secret variables met so far, and how they are kept out of what people see.</summary>
internal sealed class SecretValues
{
    private const string Mask = "***";
    private static readonly string[] TellTales = ["SECRET", "TOKEN", "PASSWORD", "KEY"];
    private readonly HashSet<string> values = new(StringComparer.Ordinal);

    /// <summary>Whether a variable's value must not be printed, by its name.</summary>
    public static bool IsSecretName(string variable) =>
        TellTales.Any(part => variable.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Remembers a secret.</summary>
    public void Add(string value)
    {
        if (value.Length > 0)
        {
            values.Add(value);
        }
    }

    /// <summary>The text with every secret replaced by three stars, longer secrets first.</summary>
    public string Hide(string text) => values
        .OrderByDescending(value => value.Length)
        .Aggregate(text, (current, value) => current.Replace(value, Mask, StringComparison.Ordinal));
}
