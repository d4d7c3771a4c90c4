using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Stubs;

/// <summary>A place in a document that people wrote: reads what is expected there, and collects what is not.</summary>
/// <param name="node">What stands there; null for JSON null.</param>
/// <param name="pointer">Where it stands (RFC 6901); empty for the whole document.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class JsonPlace(JsonNode? node, string pointer, Problems problems)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public JsonNode? Node => node;

    public string Pointer => pointer;

    public Problems Problems => problems;

    public bool IsNull => Node is null;

    public JsonObject? Object => Node as JsonObject;

    /// <summary>The member of this name, or null where the object does not have it; it counts as known from here on.</summary>
    public JsonPlace? Member(string name)
    {
        _asked.Add(name);
        return Node is JsonObject members && members.TryGetPropertyValue(name, out var value)
            ? Below(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal), value)
            : null;
    }

    /// <summary>The member of this name; null where it is not there, or null, which says the same.</summary>
    public JsonPlace? MemberOrNull(string name) => Member(name) is { IsNull: false } member ? member : null;

    /// <summary>The member of this name, or an empty object in its place.</summary>
    public JsonPlace MemberOrEmpty(string name) => Member(name) ?? Below(name, new JsonObject());

    /// <summary>As <see cref="MemberOrEmpty"/>, also where the member is null.</summary>
    public JsonPlace PartOrEmpty(string name) => Member(name) is { IsNull: false } part ? part : Below(name, new JsonObject());

    /// <summary>All members of an object; none where it is no object, which is a problem.</summary>
    public IEnumerable<(string Name, JsonPlace Place)> Members()
    {
        if (Node is not JsonObject members)
        {
            Expect("an object");
            return [];
        }
        return members.Select(member => (member.Key, Member(member.Key)!));
    }

    /// <summary>All items of a list; none where it is no list, which is a problem.</summary>
    public IEnumerable<JsonPlace> Items()
    {
        if (Node is not JsonArray items)
        {
            Expect("a list");
            return [];
        }
        return items.Select((item, index) => Below(index.ToString(CultureInfo.InvariantCulture), item));
    }

    /// <summary>A text; anything else is a problem.</summary>
    public string? Text() => Scalar<string>(JsonValueKind.String, "a text");

    /// <summary>A text, or null where there is JSON null.</summary>
    public string? TextOrNull() => IsNull ? null : Text();

    /// <summary>An object; anything else is a problem.</summary>
    public JsonObject? AsObject()
    {
        if (Object is null)
            Expect("an object");
        return Object;
    }

    public int? Integer(int least = int.MinValue)
    {
        if (Node is JsonValue value && value.TryGetValue(out int number) && number >= least)
            return number;
        Expect(least == int.MinValue ? "a whole number" : $"a whole number from {least}");
        return null;
    }

    public double? Number() => Scalar<double>(JsonValueKind.Number, "a number");

    public bool? Flag()
    {
        if (Node is JsonValue value && value.TryGetValue(out bool flag))
            return flag;
        Expect("true or false");
        return null;
    }

    /// <summary>Refuses the members that nobody asked for with <see cref="Member"/>.</summary>
    public void NoOthers()
    {
        foreach (var name in (Object?.Select(member => member.Key) ?? []).Except(_asked))
        {
            var hint = Nearest.To(name, _asked) is { } near ? $"did you mean {near}?" : $"known are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}.";
            Problems.Add($"{Pointer}/{name}", $"Unrecognized field \"{name}\"; {hint}");
        }
    }

    public void Expect(string what)
    {
        var found = Node?.ToJsonString() ?? "null";
        Problems.Add(Pointer, $"Expected {what}, found {(found.Length <= 60 ? found : found[..60] + "…")}.");
    }

    private JsonPlace Below(string token, JsonNode? value) => new(value, $"{Pointer}/{token}", Problems);

    private T? Scalar<T>(JsonValueKind kind, string what)
    {
        if (Node is JsonValue value && value.GetValueKind() == kind && value.TryGetValue(out T? scalar))
            return scalar;
        Expect(what);
        return default;
    }
}
