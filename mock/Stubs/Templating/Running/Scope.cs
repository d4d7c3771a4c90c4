using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Running;

/// <summary>What a part of a template sees: its own value, and the scopes around it.</summary>
internal sealed class Scope
{
    private readonly TemplateMap? _data;
    private readonly bool _isNames;

    public Scope(Run run, object? model) => (Run, Model) = (run, model);

    private Scope(Scope parent, object? model, TemplateMap? data, bool isNames)
    {
        (Run, Model, Parent) = (parent.Run, model, parent);
        (_data, _isNames) = (data, isNames);
    }

    public Run Run { get; }

    /// <summary>The value: <c>this</c>.</summary>
    public object? Model { get; }

    /// <summary>The scope around it: <c>..</c>.</summary>
    public Scope? Parent { get; }

    /// <summary>A scope inside of this one.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="data">What a block adds: <c>@index</c>, <c>@key</c>.</param>
    /// <param name="names">Block parameters: a scope of their own, as in Handlebars.java.</param>
    public Scope Inner(object? value, TemplateMap? data = null, TemplateMap? names = null)
    {
        var inner = new Scope(this, value, data, isNames: false);
        return names is null ? inner : new Scope(inner, names, null, isNames: true);
    }

    /// <summary>What a path leads to; null where it leads nowhere.</summary>
    public object? Find(TemplatePath path)
    {
        var scope = this;
        for (var step = 0; step < path.Up && scope is not null; step++)
            scope = scope.Parent;
        if (scope is null)
            return null;
        var segments = path.Segments.AsSpan();
        if (path.IsData)
            return scope.FindData(segments);
        if (segments.IsEmpty)
            return scope._isNames ? scope.Parent!.Model : scope.Model;
        return path.IsLocal ? Follow(scope.Model, segments) : scope.FindAround(segments);
    }

    /// <summary>As Handlebars.java looks for a name, unlike Handlebars.js and Handlebars.Net: in this scope, in the variables, then in the scope around.</summary>
    private object? FindAround(ReadOnlySpan<string> segments)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if ((Members.Of(scope.Model, segments[0]) ?? Members.Of(Run.Variables, segments[0])) is { } found)
                return Follow(found, segments[1..]);
        }
        return null;
    }

    private object? FindData(ReadOnlySpan<string> segments)
    {
        if (segments is ["root", ..])
            return Follow(Run.Root, segments[1..]);
        for (var scope = this; scope is not null && !segments.IsEmpty; scope = scope.Parent)
        {
            if (scope._data is { } known && Follow(known, segments) is { } found)
                return found;
        }
        return null;
    }

    private static object? Follow(object? value, ReadOnlySpan<string> segments)
    {
        foreach (var segment in segments)
        {
            if (value is null)
                return null;
            value = Members.Of(value, segment);
        }
        return value;
    }
}
