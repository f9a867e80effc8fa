namespace Millrace.Registry.Contracts;

/// <summary>The registry's event types. Those in lower case are MLflow's webhook events, <c>entity.action</c>, and their data are
/// the payloads of MLflow's webhooks.</summary>
public static class RegistryEvents
{
    /// <summary>A version went to another stage.</summary>
    public const string StageChanged = "MODEL_STAGE_CHANGED";

    /// <summary>An alias points at another version, or at none.</summary>
    public const string AliasMoved = "MODEL_ALIAS_MOVED";

    /// <summary>A version was deleted.</summary>
    public const string VersionDeleted = "MODEL_VERSION_DELETED";

    /// <summary>A model came into being: name, tags, description.</summary>
    public const string ModelCreated = "registered_model.created";

    /// <summary>A version came into being: name, version, source, run_id, tags, description.</summary>
    public const string VersionCreated = "model_version.created";

    /// <summary>A version's tag was set: name, version, key, value.</summary>
    public const string VersionTagSet = "model_version_tag.set";

    /// <summary>A version's tag was taken away: name, version, key.</summary>
    public const string VersionTagDeleted = "model_version_tag.deleted";

    /// <summary>An alias was set: name, alias, version.</summary>
    public const string AliasCreated = "model_version_alias.created";

    /// <summary>An alias was taken away: name, alias.</summary>
    public const string AliasDeleted = "model_version_alias.deleted";

    /// <summary>A prompt came into being: name, tags, description.</summary>
    public const string PromptCreated = "prompt.created";

    /// <summary>A prompt's version came into being: name, version, template, tags, description.</summary>
    public const string PromptVersionCreated = "prompt_version.created";

    /// <summary>A prompt's tag was set: name, key, value.</summary>
    public const string PromptTagSet = "prompt_tag.set";

    /// <summary>A prompt's tag was taken away: name, key.</summary>
    public const string PromptTagDeleted = "prompt_tag.deleted";

    /// <summary>A prompt version's tag was set: name, version, key, value.</summary>
    public const string PromptVersionTagSet = "prompt_version_tag.set";

    /// <summary>A prompt version's tag was taken away: name, version, key.</summary>
    public const string PromptVersionTagDeleted = "prompt_version_tag.deleted";

    /// <summary>A prompt's alias was set: name, alias, version.</summary>
    public const string PromptAliasCreated = "prompt_alias.created";

    /// <summary>A prompt's alias was taken away: name, alias.</summary>
    public const string PromptAliasDeleted = "prompt_alias.deleted";
}
