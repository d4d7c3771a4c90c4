using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>The paths of a contract, each with its operations by method.</summary>
internal sealed class Routes
{
    private readonly Dictionary<string, Route> _plain = [];
    private readonly Dictionary<string, Route> _withIdentity = [];
    private readonly List<Route> _others = [];
    private readonly Dictionary<string, Route>.AlternateLookup<ReadOnlySpan<char>> _plainBySpan;
    private readonly Dictionary<string, Route>.AlternateLookup<ReadOnlySpan<char>> _withIdentityBySpan;
    private readonly string _common;

    public Routes(ApiPlan plan)
    {
        _plainBySpan = _plain.GetAlternateLookup<ReadOnlySpan<char>>();
        _withIdentityBySpan = _withIdentity.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var path in plan.Operations.GroupBy(operation => operation.Operation.Path.Text))
            Add(new Route(path.First().Operation.Path, path.First().Resource, [.. path]));
        // A list without a documented find still has paths that look like one: behaviors say what they answer.
        foreach (var list in plan.Operations.Where(operation => operation.Kind == OperationKind.List && operation.Operation.Path.Parameters.IsEmpty))
        {
            var item = new Route(new PathTemplate(list.Operation.Path.Text.TrimEnd('/') + "/{" + list.Resource.Identity + "}"), list.Resource, []);
            if (!_withIdentity.ContainsKey(Prefix(item.Path)))
                Add(item);
        }
        _common = Common([.. plan.Operations.Select(operation => operation.Operation.Path.Text.Trim('/').Split('/')[0])]);
    }

    /// <summary>The route of a path with the identity in it as sent, or null.</summary>
    public Route? Find(string path, out string identity)
    {
        identity = "";
        var trimmed = path.AsSpan().Trim('/');
        if (_plainBySpan.TryGetValue(trimmed, out var route))
            return route;
        var cut = trimmed.LastIndexOf('/');
        if (cut > 0 && _withIdentityBySpan.TryGetValue(trimmed[..cut], out route))
        {
            identity = Uri.UnescapeDataString(trimmed[(cut + 1)..]);
            return route;
        }
        foreach (var other in _others)
        {
            if (other.Path.Match(path) is { } values)
            {
                identity = values[^1];
                return other;
            }
        }
        return null;
    }

    /// <summary>Whether a path is one of the contract's, or lies below the first segment that all of them share.</summary>
    public bool Knows(string path) => Find(path, out _) is not null
        || (_common.Length > 0 && (path.AsSpan().Trim('/').SequenceEqual(_common) || path.AsSpan().TrimStart('/').StartsWith(_common + "/")));

    private void Add(Route route)
    {
        if (route.Path.Parameters.IsEmpty)
            _plain[route.Path.Text.Trim('/')] = route;
        else if (Prefix(route.Path) is { Length: > 0 } prefix)
            _withIdentity[prefix] = route;
        else
            _others.Add(route);
    }

    // What stands before a single parameter at the end, or nothing where the template is of another kind.
    private static string Prefix(PathTemplate path)
    {
        var text = path.Text.Trim('/');
        var cut = text.LastIndexOf('/');
        return path.Parameters.Length == 1 && cut > 0 && text[cut + 1] == '{' ? text[..cut] : "";
    }

    private static string Common(string[] first) => first.Distinct().Count() == 1 && !first[0].StartsWith('{') ? first[0] : "";
}

/// <summary>One path.</summary>
/// <param name="Path">Its template.</param>
/// <param name="Resource">The resource that it leads to.</param>
/// <param name="Operations">Its operations; none where the path is not documented.</param>
internal sealed record Route(PathTemplate Path, ResourcePlan Resource, OperationPlan[] Operations)
{
    public OperationPlan? For(string method)
    {
        foreach (var operation in Operations)
        {
            if (operation.Operation.Method.Method == method)
                return operation;
        }
        return null;
    }
}
