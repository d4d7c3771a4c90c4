using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Admin;

/// <summary>Reads silos as people describe them in JSON, in a keys file or to <c>POST /__admin/silos</c>.</summary>
/// <param name="start">What holds where a description says nothing.</param>
/// <param name="problems">Takes all that is wrong.</param>
internal sealed class SiloReader(SiloSettings start, List<string> problems)
{
    private static readonly string[] Members = ["key", "readOnlyKey", "forbiddenKey", "keys", "seed", "records", "profile", "broken"];
    private static readonly string[] KeyMembers = ["key", "canWrite", "canRead"];

    /// <summary>The silo; without keys where the description names none.</summary>
    public SiloSettings Read(JsonNode? node, string at)
    {
        if (node is not JsonObject silo)
        {
            Expect(at, "an object", node);
            return start;
        }
        Known(silo, at, Members);
        return start with
        {
            Keys = Keys(silo, at),
            Seed = silo.ContainsKey("seed") ? Number(silo["seed"], $"{at}.seed", int.MinValue, int.MaxValue) : start.Seed,
            Records = silo.ContainsKey("records") ? Records(silo["records"], $"{at}.records") : start.Records,
            Profile = silo.ContainsKey("profile") ? Profile(silo["profile"], $"{at}.profile") : start.Profile,
            Broken = silo.ContainsKey("broken") ? Broken(silo["broken"], $"{at}.broken") : start.Broken,
        };
    }

    /// <summary>Readings by rule: an object of texts.</summary>
    public ImmutableSortedDictionary<string, string> Profile(JsonNode? node, string at)
    {
        var profile = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (node is not JsonObject members)
        {
            Expect(at, "an object { \"rule\": \"reading\" }", node);
            return profile.ToImmutable();
        }
        foreach (var (rule, reading) in members)
            profile[rule] = Text(reading, $"{at}.{rule}");
        return profile.ToImmutable();
    }

    // Where resources are named, the others keep what holds for them; a number alone is for all.
    private RecordCounts Records(JsonNode? node, string at)
    {
        if (node is not JsonObject named)
            return Number(node, at, 0, RecordCounts.Most, $" or an object {{ \"RESOURCE\": 1000, \"{RecordCounts.Rest}\": 50 }}");
        var counts = start.Records;
        foreach (var (name, count) in named)
            counts = counts.With(name, Number(count, $"{at}.{name}", 0, RecordCounts.Most));
        return counts;
    }

    /// <summary>Rules to break: a list of texts.</summary>
    public ImmutableArray<string> Broken(JsonNode? node, string at)
    {
        if (node is JsonArray list)
            return [.. list.Select((rule, index) => Text(rule, $"{at}[{index}]"))];
        Expect(at, "a list of rules", node);
        return [];
    }

    private ImmutableArray<KeyRight> Keys(JsonObject silo, string at)
    {
        var keys = ImmutableArray.CreateBuilder<KeyRight>();
        if (silo.ContainsKey("key"))
            keys.Add(new KeyRight(Key(silo["key"], $"{at}.key"), true));
        if (silo["keys"] is JsonArray list)
            keys.AddRange(list.Select((right, index) => Right(right, $"{at}.keys[{index}]")));
        else if (silo.ContainsKey("keys"))
            Expect($"{at}.keys", "a list of { \"key\": …, \"canWrite\": …, \"canRead\": … }", silo["keys"]);
        if (silo.ContainsKey("readOnlyKey"))
            keys.Add(new KeyRight(Key(silo["readOnlyKey"], $"{at}.readOnlyKey"), false));
        if (silo.ContainsKey("forbiddenKey"))
            keys.Add(new KeyRight(Key(silo["forbiddenKey"], $"{at}.forbiddenKey"), false, CanRead: false));
        foreach (var twice in keys.GroupBy(right => right.Key).Where(same => same.Count() > 1))
            problems.Add($"{at}: the key {twice.Key} is given twice.");
        return keys.ToImmutable();
    }

    private KeyRight Right(JsonNode? node, string at)
    {
        if (node is not JsonObject right)
        {
            Expect(at, "an object { \"key\": …, \"canWrite\": …, \"canRead\": … }", node);
            return new KeyRight("", false);
        }
        Known(right, at, KeyMembers);
        var (canWrite, canRead) = (Flag(right, "canWrite", at), Flag(right, "canRead", at));
        if (canWrite && !canRead && right.ContainsKey("canWrite"))
            problems.Add($"{at}: a key that may write may read, too; expected canRead true, or canWrite false.");
        return new KeyRight(Key(right["key"], $"{at}.key"), canWrite && canRead, canRead);
    }

    private bool Flag(JsonObject right, string name, string at)
    {
        var flag = true;
        if (right.ContainsKey(name) && !(right[name] is JsonValue value && value.TryGetValue(out flag)))
            Expect($"{at}.{name}", "true or false", right[name]);
        return flag;
    }

    private string Key(JsonNode? node, string at)
    {
        var key = Text(node, at);
        // It travels in a header, which takes no more than that.
        if (key.Any(character => character is <= ' ' or > '~'))
            problems.Add($"{at}: a key is printable ASCII without spaces.");
        return key;
    }

    private string Text(JsonNode? node, string at)
    {
        if (node is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0)
            return text;
        Expect(at, "a text", node);
        return "";
    }

    private int Number(JsonNode? node, string at, int least, int most, string orElse = "")
    {
        if (node is JsonValue value && value.TryGetValue(out int number) && number >= least && number <= most)
            return number;
        Expect(at, $"a whole number from {least} to {most}{orElse}", node);
        return 0;
    }

    private void Known(JsonObject given, string at, string[] known)
    {
        foreach (var name in given.Select(member => member.Key).Except(known))
        {
            var hint = Nearest.HintOrAll(name, known, "known are");
            problems.Add($"{at}: unknown member {name}; {hint}");
        }
    }

    private void Expect(string at, string what, JsonNode? found) =>
        problems.Add($"{at}: expected {what}, found {Shorten(found?.ToJsonString() ?? "nothing")}.");

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
