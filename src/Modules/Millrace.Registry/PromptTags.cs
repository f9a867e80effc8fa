namespace Millrace.Registry;

/// <summary>The tags by which MLflow's clients keep prompts as registered models.</summary>
internal static class PromptTags
{
    public const string IsPrompt = "mlflow.prompt.is_prompt";
    public const string Text = "mlflow.prompt.text";
    public const string Type = "_mlflow_prompt_type";
}
