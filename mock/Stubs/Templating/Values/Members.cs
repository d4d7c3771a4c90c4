using System.Globalization;

namespace PlanisoContract.Mock.Stubs.Templating.Values;

/// <summary>Members by name.</summary>
internal static class Members
{
    /// <summary>The member, or null where there is none.</summary>
    public static object? Of(object? value, string name) => value switch
    {
        TemplateMap map when map.TryGetValue(name, out var found) => found,
        TemplateMap map => name == "size" ? map.Count : null,
        IHasMembers own when own.TryGet(name, out var found) => found,
        TemplateList list => OfList(list, name),
        string text => OfText(text, name),
        _ => null,
    };

    private static object? OfList(TemplateList list, string name) => name switch
    {
        "size" or "length" => list.Count,
        "empty" => list.Count == 0,
        _ => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count ? list[index] : null,
    };

    private static object? OfText(string text, string name) => name switch
    {
        "length" => text.Length,
        "empty" => text.Length == 0,
        "blank" => string.IsNullOrWhiteSpace(text),
        _ => null,
    };
}
