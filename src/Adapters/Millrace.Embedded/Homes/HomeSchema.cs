using System.Text.Json;
using Millrace.Embedded.Posix;
using Millrace.Kernel.Digests;
using Millrace.Kernel.Homes;
using Millrace.Kernel.Problems;

namespace Millrace.Embedded.Homes;

/// <summary>The version of a home's folders and files; the tables inside have migrations of their own.</summary>
internal static class HomeSchema
{
    // Upgrades[v] takes a home from version v to v + 1; version 0 is a home that is not there yet.
    private static readonly IReadOnlyList<Action<HomeLayout>> Upgrades = [CreateFolders];

    private sealed record HomeFile(int? SchemaVersion);

    /// <summary>Makes the home, or brings it to this build's version. Only for its owner.</summary>
    public static Outcome<Done> Prepare(HomeLayout layout)
    {
        var found = Read(layout);
        if (!found.IsOk)
        {
            return found.As<Done>();
        }

        if (found.Value > HomeLayout.SchemaVersion)
        {
            return HomeProblems.Newer(layout.Root, found.Value);
        }

        for (var version = found.Value; version < HomeLayout.SchemaVersion; version++)
        {
            Upgrades[version](layout);
            DurableFile.Write(layout.VersionFile, CanonicalJson.Serialize(new HomeFile(version + 1)), isPrivate: false);
        }

        return Done.Value;
    }

    private static Outcome<int> Read(HomeLayout layout)
    {
        if (!File.Exists(layout.VersionFile))
        {
            return File.Exists(layout.Database)
                ? HomeProblems.Unreadable(layout.Root, "there is a database but no home.json.")
                : 0;
        }

        try
        {
            return CanonicalJson.Deserialize<HomeFile>(File.ReadAllBytes(layout.VersionFile)).SchemaVersion is > 0 and var version
                ? version
                : HomeProblems.Unreadable(layout.Root, "home.json has no schemaVersion of 1 or more.");
        }
        catch (JsonException broken)
        {
            return HomeProblems.Unreadable(layout.Root, $"home.json is not JSON: {broken.Message}");
        }
    }

    private static void CreateFolders(HomeLayout layout)
    {
        foreach (var folder in new[]
        {
            layout.Blobs, layout.Scratch, layout.Jobs, layout.Reports, layout.Online, layout.InferenceLog,
        })
        {
            Directory.CreateDirectory(folder);
        }
    }
}
