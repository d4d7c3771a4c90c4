using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Admin;
using PlanisoContract.Mock.Overrides;
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

    /// <summary>The overrides of a file: one, or a list.</summary>
    /// <exception cref="StartException">It cannot be read, or holds something else.</exception>
    public static ImmutableArray<Override> Overrides(string file, MockOptions options)
    {
        var reader = new OverrideReader(options.Contracts, options.StartSilos.SelectMany(silo => silo.Keys).Select(right => right.Key));
        var overrides = reader.Read(JsonSerializer.SerializeToElement(Read(file)));
        ThrowIfAny(file, [.. reader.Problems.Select(problem => problem.ToString())]);
        return overrides;
    }

    private static JsonNode? Read(string file)
    {
        try
        {
            return StrictJson.Parse(Utf8(File.ReadAllBytes(file)));
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

    // JSON begins with a character of ASCII, so that even without a mark its zero byte tells UTF-16 (RFC 4627, section 3).
    private static byte[] Utf8(byte[] bytes)
    {
        var unmarked = bytes switch
        {
            [not 0, 0, ..] => Encoding.Unicode,
            [0, not 0, ..] => Encoding.BigEndianUnicode,
            _ => Encoding.UTF8,
        };
        using var reader = new StreamReader(new MemoryStream(bytes), unmarked, detectEncodingFromByteOrderMarks: true);
        return Encoding.UTF8.GetBytes(reader.ReadToEnd());
    }

    private static void ThrowIfAny(string file, List<string> problems)
    {
        if (problems.Count > 0)
            throw new StartException(problems.Count == 1 ? $"{file}: {problems[0]}" : $"{file}:\n  {string.Join("\n  ", problems)}");
    }
}
