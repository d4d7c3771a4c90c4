using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>
/// Holds every extension of a document against the vocabulary. Nothing is skipped in silence: a word of another tool is noted, and one that is
/// nearly ours is an error, since somebody meant ours.
/// </summary>
internal sealed class WordCheck(string file, List<Problem> problems)
{
    // What stands below these is a client's data, not the document's own words.
    private static readonly string[] Data = ["example", "examples", "default", "enum"];

    private readonly SortedSet<string> _foreign = new(StringComparer.Ordinal);

    /// <summary>The words of other tools that were met.</summary>
    public IReadOnlyCollection<string> Foreign => _foreign;

    public void Check(JsonNode? node, string at = "")
    {
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
                Check(list[i], Pointer.Down(at, i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
        if (node is not JsonObject members)
            return;
        var words = HostOf(at) is { } host ? Words.At(host) : null;
        var names = at.EndsWith("/properties", StringComparison.Ordinal);
        foreach (var (name, value) in members)
        {
            var below = Pointer.Down(at, name);
            if (names || !name.StartsWith("x-", StringComparison.Ordinal))
            {
                if (names || !Data.Contains(name))
                    Check(value, below);
            }
            else if (words is not null && words.TryGetValue(name, out var shape))
                Check(value, shape, below);
            else if (IsOurs(name, value, words))
                UnknownWord(name, at, words?.Keys ?? []);
            else
                _foreign.Add(name);
        }
    }

    // One of our words in a wrong place, or one that is spelled nearly like one that may stand here and holds what that holds: x-roles, a list, is not x-rules.
    private static bool IsOurs(string name, JsonNode? value, IReadOnlyDictionary<string, Shape>? here) =>
        Words.All.Any(word => word.Word == name)
        || (here ?? ImmutableDictionary<string, Shape>.Empty).Any(word => Fits(value, word.Value)
            && Nearest.Distance(name.ToLowerInvariant(), word.Key) <= (word.Key.Length < LongWord ? 1 : 2));

    private const int LongWord = 7;

    private static bool Fits(JsonNode? value, Shape shape) => shape switch
    {
        Shape.Members or Shape.Plain => value is JsonObject,
        Shape.ListOf => value is JsonArray,
        _ => value is JsonValue,
    };

    private static Words.Host? HostOf(string at)
    {
        var tokens = at.Split('/')[1..];
        return tokens switch
        {
            [] => Words.Host.Root,
            ["paths", _, _] => Words.Host.Operation,
            ["components", "schemas", _] => Words.Host.Resource,
            ["components", "schemas", _, "properties", _] or ["components", "schemas", _, "allOf", _, "properties", _] => Words.Host.Property,
            ["components", "schemas", _, "properties", _, "items", "properties", _] => Words.Host.Member,
            _ => null,
        };
    }

    private void UnknownWord(string name, string at, IEnumerable<string> here)
    {
        var elsewhere = Words.All.Where(word => word.Word == name).Select(word => word.Host.ToString().ToLowerInvariant()).ToList();
        var hint = elsewhere.Count > 0
            ? $"{name} stands at: {string.Join(", ", elsewhere)}"
            : Nearest.Hint(name, Words.All.Select(word => word.Word).Distinct());
        var known = string.Join(", ", here);
        Report(Pointer.Down(at, name), known.Length == 0 ? "no extension here" : $"one of {known}", name, hint);
    }

    private void Check(JsonNode? value, Shape shape, string at)
    {
        switch (shape)
        {
            case Shape.Text when value?.GetValueKind() != JsonValueKind.String || value.GetValue<string>().Length == 0:
                Report(at, "a text", Show(value));
                break;
            case Shape.Flag when value?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False):
                Report(at, "true or false", Show(value));
                break;
            case Shape.Count when value is not JsonValue number || !number.TryGetValue<long>(out _):
                Report(at, "an integer", Show(value));
                break;
            case Shape.Plain when value is not JsonObject { Count: > 0 } plain || plain.Any(member => member.Value is not JsonValue):
                Report(at, "an object of texts, integers and flags", Show(value));
                break;
            case Shape.OneOf choice:
                CheckChoice(value, choice, at);
                break;
            case Shape.ListOf list:
                CheckList(value, list, at);
                break;
            case Shape.Members members:
                CheckMembers(value, members, at);
                break;
        }
    }

    private void CheckChoice(JsonNode? value, Shape.OneOf choice, string at)
    {
        var text = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        if (text is null || !choice.Values.Contains(text))
        {
            Report(at, $"one of {string.Join(", ", choice.Values)}", Show(value),
                Nearest.Hint(text, choice.Values));
        }
    }

    private void CheckList(JsonNode? value, Shape.ListOf list, string at)
    {
        if (value is not JsonArray { Count: > 0 } elements)
        {
            Report(at, "a list with at least one element", Show(value));
            return;
        }
        for (var i = 0; i < elements.Count; i++)
            Check(elements[i], list.Element, $"{at}/{i}");
        if (elements.Select(Show).Distinct().Count() < elements.Count)
            Report(at, "no element twice", Show(value));
    }

    private void CheckMembers(JsonNode? value, Shape.Members shape, string at)
    {
        if (value is not JsonObject members)
        {
            Report(at, "an object", Show(value));
            return;
        }
        foreach (var (name, member) in members)
        {
            if (shape.All.TryGetValue(name, out var inner))
                Check(member, inner, Pointer.Down(at, name));
            else
            {
                Report(Pointer.Down(at, name), $"one of {string.Join(", ", shape.All.Keys.Order())}", name,
                    Nearest.Hint(name, shape.All.Keys));
            }
        }
        foreach (var missing in shape.Required.Where(name => !members.ContainsKey(name)).Order())
            Report(at, $"a member {missing}", $"only {string.Join(", ", members.Select(member => member.Key))}");
    }

    private void Report(string at, string expected, string actual, string? hint = null) =>
        problems.Add(new Problem(file, at, expected, actual, hint));

    private static string Show(JsonNode? value)
    {
        var text = value?.ToJsonString() ?? "null";
        return text.Length > 80 ? text[..77] + "..." : text;
    }
}
