using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace PlanisoContract.Conformance.ContractDraft;

/// <summary>The operations of a collection and of its items: <c>/pets</c> and <c>/pets/{id}</c>.</summary>
/// <param name="Collection">The path of the collection, each parameter as <c>{}</c>; without a suffix or a slash at the end.</param>
/// <param name="Before">The parameters in the path of the collection.</param>
internal sealed partial record PathGroup(string Collection, ImmutableArray<string> Before)
{
    /// <summary>Those of the collection.</summary>
    public ImmutableArray<PlainOperation> OnCollection { get; init; } = [];

    /// <summary>Those of one item, and the parameter that names it.</summary>
    public ImmutableArray<(PlainOperation Operation, string Parameter)> OnItem { get; init; } = [];

    /// <summary>The parameter that names an item, or null.</summary>
    public string? Parameter => OnItem.IsEmpty ? null : OnItem[0].Parameter;

    /// <summary>All of them.</summary>
    public IEnumerable<PlainOperation> Operations => [.. OnCollection, .. OnItem.Select(item => item.Operation)];

    /// <summary>The groups of a document, in its order.</summary>
    public static ImmutableArray<PathGroup> Of(PlainDocument document)
    {
        var groups = new Dictionary<string, PathGroup>();
        foreach (var operation in document.Operations)
        {
            var (collection, parameter) = Parts(operation.Path);
            var key = AnyParameter().Replace(collection, "{}");
            var group = groups.GetValueOrDefault(key) ?? new PathGroup(key, [.. AnyParameter().Matches(collection).Select(match => match.Groups[1].Value)]);
            groups[key] = parameter is null ? group with { OnCollection = group.OnCollection.Add(operation) }
                : group with { OnItem = group.OnItem.Add((operation, parameter)) };
        }
        return [.. groups.Values];
    }

    /// <summary>The key of the group whose items the path names up to and with a parameter of it.</summary>
    public static string CollectionBefore(string path, string parameter) =>
        AnyParameter().Replace(Parts(path[..(path.IndexOf($"{{{parameter}}}", StringComparison.Ordinal) + parameter.Length + 2)]).Collection, "{}");

    // A suffix such as .json says how, not what. OData names an item in parentheses.
    private static (string Collection, string? Parameter) Parts(string path)
    {
        path = Suffix().Replace(path.TrimEnd('/'), "");
        return Item().Match(path) is { Success: true } item
            ? (item.Groups[1].Value, item.Groups[2].Value) : (path, null);
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex AnyParameter();

    [GeneratedRegex(@"\.(json|xml|\{[^{}]+\})$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"^(.+?)(?:/|(?<=[^/])\('?)\{([^{}]+)\}(?:'?\))?$")]
    private static partial Regex Item();
}
