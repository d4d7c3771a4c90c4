using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Routing;

/// <summary>The paths of a contract, each with its operations by method.</summary>
internal sealed class Router
{
    private readonly Dictionary<string, ApiRoute> _plain = [];
    private readonly Dictionary<string, ApiRoute> _withIdentity = [];
    private readonly List<ApiRoute> _others = [];
    private readonly HashSet<string> _first = [];
    private readonly string[] _heads;
    private readonly Dictionary<string, ApiRoute>.AlternateLookup<ReadOnlySpan<char>> _plainBySpan;
    private readonly Dictionary<string, ApiRoute>.AlternateLookup<ReadOnlySpan<char>> _withIdentityBySpan;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _firstBySpan;
    private readonly bool _suffixed;

    public Router(ApiPlan plan)
    {
        _plainBySpan = _plain.GetAlternateLookup<ReadOnlySpan<char>>();
        _withIdentityBySpan = _withIdentity.GetAlternateLookup<ReadOnlySpan<char>>();
        _firstBySpan = _first.GetAlternateLookup<ReadOnlySpan<char>>();
        _suffixed = plan.Operations.Any(operation => !operation.Operation.Formats.IsEmpty);
        foreach (var path in plan.Operations.GroupBy(operation => operation.Operation.Path.Text))
            Add(ApiRoute.Of([.. path]));
        // A list without a documented find still has paths that look like one: behaviors say what they answer.
        foreach (var list in plan.Operations.Where(operation => operation.Kind == OperationKind.List && operation.Operation.Path.Parameters.IsEmpty))
        {
            var item = ApiRoute.Below(list);
            if (!_withIdentity.ContainsKey(Prefix(item)))
                Add(item);
        }
        // A literal segment takes precedence over a parameter.
        _others.Sort((a, b) => a.Roles.Length.CompareTo(b.Roles.Length));
        foreach (var operation in plan.Operations)
            _first.Add(FirstOf(operation.Operation.Path.Text).ToString());
        // A parameter may stand within the first segment: Books({id}).
        _heads = [.. _first.Where(first => first.IndexOf('{') > 0).Select(first => first[..first.IndexOf('{')])];
        _first.RemoveWhere(first => first.Contains('{'));
    }

    /// <summary>The route of a path with the values of its parameters, decoded; or null.</summary>
    public RouteMatch? Find(string path)
    {
        var trimmed = path.AsSpan().Trim('/');
        if (_plainBySpan.TryGetValue(trimmed, out var route))
            return route.Itself;
        var cut = trimmed.LastIndexOf('/');
        if (cut > 0 && _withIdentityBySpan.TryGetValue(trimmed[..cut], out route))
            return new RouteMatch(route, Uri.UnescapeDataString(trimmed[(cut + 1)..]));
        return _others.Count == 0 || !IsBelow(trimmed) ? null : FindOther(trimmed);
    }

    /// <summary>Whether a path is one of the contract's, or lies below a first segment of its paths.</summary>
    public bool Knows(string path) => IsBelow(path.AsSpan().Trim('/'));

    private bool IsBelow(ReadOnlySpan<char> trimmed)
    {
        var first = FirstOf(trimmed);
        if (_firstBySpan.Contains(first))
            return true;
        foreach (var head in _heads)
        {
            if (first.StartsWith(head, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private ReadOnlySpan<char> FirstOf(ReadOnlySpan<char> path)
    {
        path = path.Trim('/');
        var slash = path.IndexOf('/');
        var first = slash < 0 ? path : path[..slash];
        // A suffix follows the last segment alone.
        var dot = _suffixed && slash < 0 ? first.LastIndexOf('.') : -1;
        return dot < 0 ? first : first[..dot];
    }

    private RouteMatch? FindOther(ReadOnlySpan<char> trimmed)
    {
        var dot = trimmed.LastIndexOf('.');
        var suffixed = _suffixed && dot > trimmed.LastIndexOf('/') + 1;
        var whole = trimmed.ToString();
        var stem = suffixed ? whole[..dot] : whole;
        foreach (var route in _others)
        {
            if (route.Path.Match(route.HasSuffix ? stem : whole) is { } values)
                return route.Take(values, suffixed ? Uri.UnescapeDataString(whole[(dot + 1)..]) : "");
        }
        return null;
    }

    private void Add(ApiRoute route)
    {
        if (!route.HasSuffix && route.Path.Parameters.IsEmpty)
            _plain[route.Path.Text.Trim('/')] = route;
        else if (Prefix(route) is { Length: > 0 } prefix)
            _withIdentity[prefix] = route;
        else
            _others.Add(route);
    }

    // What stands before an identity at the end, or nothing where the template is of another kind.
    private static string Prefix(ApiRoute route)
    {
        var text = route.Path.Text.Trim('/');
        var cut = text.LastIndexOf('/');
        return !route.HasSuffix && route.Roles is [ParameterRole.Identity] && cut > 0 && text[cut + 1] == '{' && text[^1] == '}' && text.AsSpan(cut + 1).Count('{') == 1 ? text[..cut] : "";
    }
}

/// <summary>The route of a path, with the values of its parameters.</summary>
/// <param name="Route">The route.</param>
/// <param name="Identity">The identity; empty without one.</param>
/// <param name="Parent">The identity of the parent, or null where the route has none.</param>
/// <param name="Filter">What the list is narrowed by, or null where the route has no such parameter.</param>
/// <param name="Suffix">What stands behind the last dot; empty without one.</param>
internal sealed record RouteMatch(ApiRoute Route, string Identity = "", string? Parent = null, string? Filter = null, string Suffix = "");

/// <summary>One path.</summary>
/// <param name="Path">Its template, without a suffix.</param>
/// <param name="Roles">What its parameters stand for.</param>
/// <param name="Formats">The formats that its suffix chooses from; empty without a suffix.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Operations">Its operations; none where the path is not documented.</param>
internal sealed record ApiRoute(
    PathTemplate Path, ImmutableArray<ParameterRole> Roles, ImmutableArray<string> Formats, ResourcePlan Resource, OperationPlan[] Operations)
{
    private RouteMatch? _itself;

    /// <summary>The match of a path without parameters.</summary>
    public RouteMatch Itself => _itself ??= new RouteMatch(this);

    public bool HasSuffix => !Formats.IsEmpty;

    public static ApiRoute Of(OperationPlan[] operations)
    {
        var first = operations[0].Operation;
        var stem = first.Path.Suffix is { } suffix && !first.Formats.IsEmpty ? first.Path.Text[..^$".{{{suffix}}}".Length] : first.Path.Text;
        return new ApiRoute(new PathTemplate(stem), [.. first.Parameters.Select(parameter => parameter.Role).Where(role => role != ParameterRole.Format)],
            first.Formats, operations[0].Resource, operations);
    }

    /// <summary>The path of one record of a list, which no operation has.</summary>
    public static ApiRoute Below(OperationPlan list) => new(
        new PathTemplate(list.Operation.Path.Text.TrimEnd('/') + "/{" + list.Resource.Identity + "}"), [ParameterRole.Identity], [], list.Resource, []);

    public OperationPlan? For(string method)
    {
        foreach (var operation in Operations)
        {
            if (operation.Operation.Method.Method == method)
                return operation;
        }
        return null;
    }

    public RouteMatch Take(ImmutableArray<string> values, string suffix)
    {
        string? Value(ParameterRole role) => Roles.IndexOf(role) is >= 0 and var at ? values[at] : null;
        return new RouteMatch(this, Value(ParameterRole.Identity) ?? "", Value(ParameterRole.Parent), Value(ParameterRole.Filter), suffix);
    }
}
