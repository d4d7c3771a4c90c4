using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.CommandLine;

/// <summary>The files that options name.</summary>
internal static class OptionFiles
{
    /// <summary>Readings by rule, from a file of their own or from a report.</summary>
    /// <exception cref="StartException">It cannot be read, or holds something else.</exception>
    public static ImmutableSortedDictionary<string, string> Profile(string file)
    {
        var problems = new List<string>();
        var json = Read(file);
        // A profile's values are texts, so a member "profile" that is an object can only be a report's.
        var profile = new SiloReader(new SiloSettings { Keys = [] }, problems)
            .Profile(json is JsonObject report && report["profile"] is JsonObject inner ? inner : json, "profile");
        ThrowIfAny(file, problems);
        return profile;
    }

    /// <summary>The silos of a keys file.</summary>
    /// <exception cref="StartException">It cannot be read, or holds something else.</exception>
    public static ImmutableArray<SiloSettings> Silos(string file, SiloSettings start)
    {
        var problems = new List<string>();
        if (Read(file) is not JsonArray { Count: > 0 } list)
            throw new StartException($"{file}: expected a list of silos, such as [{{ \"key\": \"blue\" }}].");
        var reader = new SiloReader(start, problems);
        ImmutableArray<SiloSettings> silos = [.. list.Select((silo, index) => reader.Read(silo, $"silos[{index}]"))];
        for (var i = 0; i < silos.Length; i++)
        {
            if (silos[i].Keys.IsEmpty && list[i] is JsonObject)
                problems.Add($"silos[{i}]: no key opens it.");
        }
        ThrowIfAny(file, problems);
        return silos;
    }

    private static JsonNode? Read(string file)
    {
        try
        {
            return StrictJson.Parse(File.ReadAllBytes(file));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new StartException($"{file} cannot be read: {wrong.Message}");
        }
        catch (JsonException wrong)
        {
            throw new StartException($"{file} is no JSON: {wrong.Message}");
        }
    }

    private static void ThrowIfAny(string file, List<string> problems)
    {
        if (problems.Count > 0)
            throw new StartException(problems.Count == 1 ? $"{file}: {problems[0]}" : $"{file}:\n  {string.Join("\n  ", problems)}");
    }
}
