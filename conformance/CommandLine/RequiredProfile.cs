using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.CommandLine;

/// <summary>The readings that <c>--require</c> demands: a profile.json, or the profile in a report.json.</summary>
internal static class RequiredProfile
{
    /// <summary>Readings by rule.</summary>
    /// <exception cref="UsageException">It cannot be read, or names rules or readings that there are not; all of them are named.</exception>
    public static ImmutableDictionary<string, string> Read(string file, Contract contract)
    {
        if (Json(file) is not JsonObject json)
            throw new UsageException($"{file}: expected an object of rules and readings, such as {{ \"user-email-unique-case\": \"exact\" }}.");
        var profile = json["profile"] as JsonObject ?? json;
        var problems = profile.Select(one => Problem(contract, one.Key, one.Value)).OfType<string>().ToArray();
        if (problems.Length > 0)
            throw new UsageException($"{file}, which --require names, does not fit {contract.Title}:\n  {string.Join("\n  ", problems)}");
        return profile.ToImmutableDictionary(one => one.Key, one => one.Value!.GetValue<string>());
    }

    private static string? Problem(Contract contract, string id, JsonNode? reading)
    {
        if (contract.Rule(id) is not { } rule)
            return $"There is no rule {id}.{Meant(id, contract.Rules.Select(known => known.Id))}";
        if (reading is not JsonValue value || !value.TryGetValue<string>(out var name))
            return $"{id}: expected the name of a reading, a text.";
        return rule.Readings.Any(mode => mode.Name == name) ? null
            : $"{id} has no reading {name}; it has {string.Join(", ", rule.Readings)}.{Meant(name, rule.Readings.Select(mode => mode.Name))}";
    }

    private static string Meant(string word, IEnumerable<string> known) => Nearest.To(word, known) is { } near ? $" Did you mean {near}?" : "";

    private static JsonNode? Json(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {file} of --require cannot be read: {wrong.Message}");
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"The file {file} of --require is no JSON: {wrong.Message}");
        }
    }
}
