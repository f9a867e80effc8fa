using System.Text;
using System.Text.RegularExpressions;

namespace Millrace.Workflows.Reading;

/// <summary>Puts variables into values: <c>${NAME}</c>, <c>${NAME:-default}</c>; <c>$${</c> is a literal <c>${</c>.</summary>
internal sealed partial class Substitution(Variables variables, ProblemList problems)
{
    /// <summary>The value with its variables filled in, or null when one is unset or malformed (reported).</summary>
    public Filled? Fill(ScalarNode node)
    {
        if (!node.Text.Contains("${", StringComparison.Ordinal))
        {
            return new Filled(node.Text, node.IsPlain, false, false);
        }

        var text = new StringBuilder();
        var position = 0;
        var (fromVariable, secret, failed) = (false, false, false);
        foreach (Match match in Reference().Matches(node.Text))
        {
            text.Append(node.Text, position, match.Index - position);
            position = match.Index + match.Length;
            if (match.Groups["escape"].Success)
            {
                text.Append("${");
                continue;
            }

            fromVariable = true;
            var name = match.Groups["name"];
            var value = name.Success ? Value(name.Value, match.Groups["default"], node.At) : Malformed(match.Value, node.At);
            failed |= value is null;
            text.Append(value);
            if (value is not null && SecretValues.IsSecretName(name.Value))
            {
                secret = true;
                problems.Secrets.Add(value);
            }
        }

        text.Append(node.Text, position, node.Text.Length - position);
        return failed ? null : new Filled(text.ToString(), node.IsPlain, fromVariable, secret);
    }

    private string? Value(string name, Group fallback, Mark at)
    {
        if (variables.Find(name) is { } value)
        {
            return value;
        }

        if (fallback.Success)
        {
            return fallback.Value;
        }

        problems.Add(WorkflowProblems.VariableUnset(name, variables.Names), at);
        return null;
    }

    private string? Malformed(string text, Mark at)
    {
        problems.Add(WorkflowProblems.VariableMalformed(text), at);
        return null;
    }

    [GeneratedRegex(@"(?<escape>\$\$\{)|\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<default>[^}]*))?\}|\$\{[^}]*\}?")]
    private static partial Regex Reference();
}

/// <summary>A value with its variables filled in.</summary>
/// <param name="Text">The value.</param>
/// <param name="IsPlain">Written without quotes.</param>
/// <param name="FromVariable">A variable gave a part of it, so its YAML type says nothing.</param>
/// <param name="IsSecret">A secret variable gave a part of it: never printed.</param>
internal sealed record Filled(string Text, bool IsPlain, bool FromVariable, bool IsSecret)
{
    /// <summary>How it is quoted in messages.</summary>
    public string Shown => IsSecret ? "***" : Text.Length <= 60 ? Text : string.Concat(Text.AsSpan(0, 57), "...");
}
