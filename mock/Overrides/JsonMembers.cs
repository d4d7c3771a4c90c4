using System.Globalization;
using System.Text.Json;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Overrides;

/// <summary>A JSON object that people wrote: reads what is expected of its members, and collects what is not.</summary>
/// <param name="element">The object.</param>
/// <param name="pointer">Where it stands.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class JsonMembers(JsonElement element, string pointer, ICollection<OverrideProblem> problems)
{
    public bool Has(string name) => element.TryGetProperty(name, out _);

    public void Refuse(string name, string detail) => problems.Add(new OverrideProblem(At(name), detail));

    /// <summary>Refuses an item of a list.</summary>
    public void Refuse(string name, int index, string detail) => problems.Add(new OverrideProblem($"{At(name)}/{index}", detail));

    /// <summary>Refuses whatever has another name.</summary>
    public void Know(params ReadOnlySpan<string> names)
    {
        string[] known = [.. names];
        foreach (var name in element.EnumerateObject().Select(member => member.Name).Except(known))
            Refuse(name, $"unknown member; {Nearest.HintOrAll(name, known, "known are")}");
    }

    /// <summary>A text that is not empty; null where it is absent or wrong.</summary>
    public string? Text(string name) => Read(name, "a text", value => value is { ValueKind: JsonValueKind.String } && value.GetString() is { Length: > 0 } text ? text : null);

    /// <summary>A text or a whole number, as text.</summary>
    public string? TextOrNumber(string name) => Read(name, "a text or a whole number", value => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { Length: > 0 } text => text,
        JsonValueKind.Number when value.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    });

    public int? Integer(string name, int least, int most) =>
        Read<int?>(name, $"a whole number from {least} to {most}", value => Integer(value) is { } number && number >= least && number <= most ? number : null);

    public double? Share(string name) =>
        Read<double?>(name, "a number from 0 to 1", value => value is { ValueKind: JsonValueKind.Number } && value.TryGetDouble(out var number) && number is >= 0 and <= 1 ? number : null);

    public bool? Flag(string name) => Read<bool?>(name, "true or false", value => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    });

    /// <summary>The object of this name; null where it is absent or none.</summary>
    public JsonElement? Object(string name, string expected) => Read<JsonElement?>(name, expected, value => value.ValueKind == JsonValueKind.Object ? value : null);

    public JsonElement? Any(string name) => element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The members of an object inside.</summary>
    public JsonMembers Inside(string name) => new(element.GetProperty(name), At(name), problems);

    public void Expect(string name, string expected, JsonElement found) => Refuse(name, $"expected {expected}, found {Short(found.GetRawText())}.");

    public static int? Integer(JsonElement value) => value is { ValueKind: JsonValueKind.Number } && value.TryGetInt32(out var number) ? number : null;

    public static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    // What reads gives null for what is not expected.
    private T? Read<T>(string name, string expected, Func<JsonElement, T?> read)
    {
        if (!element.TryGetProperty(name, out var value))
            return default;
        var result = read(value);
        if (result is null)
            Expect(name, expected, value);
        return result;
    }

    private string At(string name) => $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
