using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PlanisoContract.Spec;

/// <summary>The parameters of an operation: what those of its path stand for, its pages, its filter.</summary>
internal sealed class ParameterReader(DocumentNode document, JsonObject node, string at, Resource resource, PathTemplate path)
{
    public PagingWord? Paging()
    {
        if (node["x-paging"] is not JsonObject word)
            return null;
        var style = DocumentNode.Text(word, "style");
        // Without a style, offset and page go together, under their usual names.
        string? Of(string name) => style is null || style == name ? DocumentNode.Text(word, name) ?? name : null;
        if (style is null && word.Count > 2)
            document.Report($"{at}/x-paging", "a style (offset, page or cursor) where more than size and maximum is said", "none");
        return new PagingWord((int)DocumentNode.Integer(word, "size")!, (int)DocumentNode.Integer(word, "maximum")!)
        {
            Limit = DocumentNode.Text(word, "limit") ?? "limit",
            Offset = Of("offset"),
            Page = Of("page"),
            Cursor = style == "cursor" ? Of("cursor") : null,
            Total = DocumentNode.Text(word, "total"),
            TotalHeader = DocumentNode.Text(word, "total-header"),
            Next = style == "cursor" ? DocumentNode.Text(word, "next") ?? "next" : null,
            Links = DocumentNode.Flag(word, "links"),
            HasMeta = style is null,
        };
    }

    public FilterWord? Filter()
    {
        if (node["x-filter"] is not JsonObject word)
            return null;
        var name = DocumentNode.Text(word, "parameter")!;
        var field = DocumentNode.Text(word, "field")!;
        if (resource.Fields.All(other => other.Name != field || other.Refers is null))
        {
            document.Report($"{at}/x-filter/field", $"a field of {resource} with the word x-refers", field,
                Nearest.Hint(field, resource.Fields.Where(other => other.Refers is not null).Select(other => other.Name)));
        }
        var parameter = Declared(name);
        if (parameter is null)
            document.Report($"{at}/x-filter/parameter", "a parameter of the operation", name);
        return new FilterWord(name, field, DocumentNode.Text(word, "key"), path.Parameters.Contains(name),
            path.Parameters.Contains(name) || DocumentNode.Flag(parameter, "required"), DocumentNode.Text(parameter?["schema"], "type") == "array");
    }

    public ImmutableArray<PathParameter> OfPath(FilterWord? filter)
    {
        ImmutableArray<PathParameter> parameters =
        [
            .. path.Parameters.Select(name => new PathParameter(name,
                name == path.Suffix ? ParameterRole.Format
                : name == resource.Parent?.Parameter ? ParameterRole.Parent
                : name == filter?.Parameter ? ParameterRole.Filter
                : ParameterRole.Identity)),
        ];
        foreach (var twice in parameters.GroupBy(parameter => parameter.Role).Where(group => group.Count() > 1))
        {
            document.Report(at, "parameters that are an identity, a parent (x-resource), a filter (x-filter) or a suffix, one each",
                string.Join(", ", twice.Select(parameter => parameter.Name)));
        }
        return parameters;
    }

    public ImmutableArray<string> Formats()
    {
        if (path.Suffix is not { } suffix)
            return [];
        ImmutableArray<string> formats = [.. DocumentNode.Texts(Declared(suffix)?["schema"]?["enum"])];
        if (formats.IsEmpty)
            document.Report(at, $"an enum of formats at the parameter {suffix}", "none");
        return formats;
    }

    // Parameters stand at the operation or at the path item.
    private JsonObject? Declared(string name)
    {
        var item = document.Root["paths"]?[path.Text];
        foreach (var list in new[] { node["parameters"], item?["parameters"] })
        {
            foreach (var parameter in list as JsonArray ?? [])
            {
                var (found, _) = document.Follow(parameter, at);
                if (DocumentNode.Text(found, "name") == name)
                    return found;
            }
        }
        return null;
    }
}
