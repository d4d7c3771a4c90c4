using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>Reads <c>x-query</c>: the query parameters that narrow, sort and search a list by fields.</summary>
internal sealed class QueryReader(DocumentNode document, JsonObject node, string at, Resource resource)
{
    public QueryWord? Read()
    {
        if (node["x-query"] is not JsonObject word)
            return null;
        var where = (word["where"] as JsonArray ?? []).OfType<JsonObject>().Select((one, index) => Where(one, $"{at}/x-query/where/{index}"));
        return new QueryWord([.. where], Sort(word["sort"], $"{at}/x-query/sort"), Search(word["search"], $"{at}/x-query/search"));
    }

    private WhereWord Where(JsonObject word, string pointer)
    {
        var name = DocumentNode.Text(word, "is") ?? "equal";
        var field = Field(DocumentNode.Text(word, "field")!, $"{pointer}/field");
        var comparison = Enum.Parse<FilterOperator>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
        if (comparison is FilterOperator.AtLeast or FilterOperator.AtMost && field is { Type: not (FieldType.Integer or FieldType.Number or FieldType.Date or FieldType.Timestamp) })
            document.Report($"{pointer}/is", "equal, not or contains, since the field is no number and no date", name);
        if (comparison == FilterOperator.Contains && field is { Type: not FieldType.Text })
            document.Report($"{pointer}/is", "equal, not, at-least or at-most, since the field is no text", name);
        return new WhereWord(Parameter(word, "parameter", pointer), DocumentNode.Text(word, "field")!, comparison);
    }

    private SortWord? Sort(JsonNode? word, string pointer) => word is not JsonObject sort ? null
        : new SortWord(Parameter(sort, "parameter", pointer), Fields(sort, pointer), sort["order"] is null ? null : Parameter(sort, "order", pointer));

    private SearchWord? Search(JsonNode? word, string pointer)
    {
        if (word is not JsonObject search)
            return null;
        foreach (var name in DocumentNode.Texts(search["fields"]))
        {
            if (Field(name, $"{pointer}/fields") is { Type: not FieldType.Text })
                document.Report($"{pointer}/fields", "fields that hold a text", name);
        }
        return new SearchWord(Parameter(search, "parameter", pointer), [.. DocumentNode.Texts(search["fields"])]);
    }

    private ImmutableArray<string> Fields(JsonObject word, string pointer)
    {
        ImmutableArray<string> names = [.. DocumentNode.Texts(word["fields"])];
        foreach (var name in names)
            Field(name, $"{pointer}/fields");
        return names;
    }

    private Field? Field(string name, string pointer)
    {
        var found = resource.Fields.FirstOrDefault(field => field.Name == name);
        if (found is null)
            document.Report(pointer, $"a field of {resource}", name, Nearest.Hint(name, resource.Fields.Select(field => field.Name)));
        else if (!found.IsPlain)
            document.Report(pointer, "a field that holds one value", name);
        return found;
    }

    private string Parameter(JsonObject word, string member, string pointer)
    {
        var name = DocumentNode.Text(word, member)!;
        var declared = new[] { node["parameters"], Pointer.Find(document.Root, at[..at.LastIndexOf('/')])?["parameters"] }
            .SelectMany(list => list as JsonArray ?? []).Select(parameter => DocumentNode.Text(document.Follow(parameter, at).Node, "name"));
        if (!declared.Contains(name))
            document.Report($"{pointer}/{member}", "a parameter of the operation", name);
        return name;
    }
}
