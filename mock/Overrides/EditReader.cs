using System.Collections.Immutable;
using System.Text.Json;

namespace PlanisoContract.Mock.Overrides;

/// <summary>Reads what an override changes in a body: <c>set</c>, <c>remove</c>, <c>merge</c>.</summary>
/// <param name="members">The description.</param>
/// <param name="mayBeXml">Whether any answer that it is about can be XML.</param>
internal sealed class EditReader(JsonMembers members, bool mayBeXml)
{
    private readonly List<PathEdit> _paths = [];

    public ResponseEdit Read()
    {
        ReadSet();
        ReadRemove();
        return new() { Paths = [.. _paths], Merge = Merge() };
    }

    private void ReadSet()
    {
        if (members.Object("set", "an object of paths and values, such as { \"$.path.to\": false }") is not { } given)
            return;
        var set = members.Inside("set");
        if (!given.EnumerateObject().Any())
            members.Refuse("set", "expected at least one path, found none.");
        foreach (var member in given.EnumerateObject())
            Add(member.Name, member.Value, detail => set.Refuse(member.Name, detail));
    }

    private void ReadRemove()
    {
        if (members.Any("remove") is not { } given)
            return;
        ImmutableArray<JsonElement> paths = given.ValueKind == JsonValueKind.Array ? [.. given.EnumerateArray()] : [given];
        if (paths.IsEmpty || paths.Any(path => path.ValueKind != JsonValueKind.String))
            members.Expect("remove", "a path, such as \"$.path.to\", or a list of them", given);
        else if (given.ValueKind != JsonValueKind.Array)
            Add(given.GetString()!, null, detail => members.Refuse("remove", detail));
        else
            foreach (var (index, path) in paths.Index())
                Add(path.GetString()!, null, detail => members.Refuse("remove", index, detail));
    }

    // A patch that is no object would stand in place of the whole answer (RFC 7396, section 2); set says that with the path $.
    private JsonElement? Merge() => members.Object("merge", "a JSON Merge Patch, such as { \"member\": null }")?.Clone();

    private void Add(string path, JsonElement? value, Action<string> refuse)
    {
        var isXPath = path.StartsWith('/');
        if (Problem(path, isXPath, value) is { } problem)
            refuse(problem);
        else
            _paths.Add(new PathEdit(path, isXPath, value?.Clone()));
    }

    private string? Problem(string path, bool isXPath, JsonElement? value)
    {
        if (isXPath && !mayBeXml)
            return $"there is no XML to find {path} in; expected a JSONPath, such as $.path.to.";
        if (!isXPath && !path.StartsWith('$'))
            return $"{path} is no path; a JSONPath begins with $, an XPath with /.";
        if ((isXPath ? XmlEdit.Problem(path) : JsonEdit.Problem(path)) is { } wrong)
            return $"{path} is no {(isXPath ? "XPath" : "JSONPath")}: {wrong}";
        return isXPath && value is { } text && XmlEdit.Problem(text) is { } unwritable ? $"XML cannot hold the value: {unwritable}" : null;
    }
}
