using System.Globalization;
using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>Handlebars' own: <c>if</c>, <c>each</c>, <c>with</c>, <c>lookup</c>, and sections.</summary>
internal static class Flow
{
    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["if"] = call => Truth.IsEmpty(call.Subject) ? call.Otherwise() : call.Body(),
        ["unless"] = call => Truth.IsEmpty(call.Subject) ? call.Body() : call.Otherwise(),
        ["with"] = With,
        ["each"] = Each,
        ["lookup"] = Lookup,
        ["log"] = _ => null,
        ["partial"] = _ => null,
        ["block"] = call => call.Body(),
        [CallExpression.Section] = Section,
    };

    private static string With(Call call)
    {
        if (Truth.IsEmpty(call.Subject))
            return call.Otherwise();
        return call.Body(call.Scope.Inner(call.Subject, names: Named(call.Site, call.Subject)));
    }

    /// <summary>Over the items of a list or the members of an object; anything else has none here, where Handlebars.java takes the properties of its Java class.</summary>
    private static string Each(Call call) => call.Subject switch
    {
        TemplateList { Count: > 0 } list => EachItem(call, list, index => index),
        TemplateMap { Count: > 0 } map => EachItem(call, new TemplateList(map.Values), index => map.GetAt(index).Key),
        _ => call.Otherwise(),
    };

    private static string EachItem(Call call, TemplateList items, Func<int, object> keyOf)
    {
        var written = new List<string>();
        for (var index = 0; index < items.Count; index++)
        {
            var key = keyOf(index);
            var data = new TemplateMap
            {
                ["key"] = key,
                ["index"] = index,
                ["index_1"] = index + 1,
                ["first"] = index == 0 ? "first" : "",
                ["last"] = index == items.Count - 1 ? "last" : "",
                ["odd"] = index % 2 == 0 ? "" : "odd",
                ["even"] = index % 2 == 0 ? "even" : "",
            };
            written.Add(call.Body(call.Scope.Inner(items[index], data, Named(call.Site, items[index], key))));
        }
        return string.Concat(written);
    }

    private static TemplateMap? Named(CallSite site, params ReadOnlySpan<object?> values)
    {
        if (site.Names.IsEmpty)
            return null;
        var named = new TemplateMap();
        for (var index = 0; index < site.Names.Length && index < values.Length; index++)
            named[site.Names[index]] = values[index];
        return named;
    }

    /// <summary>The member or the item of that name; where there is none, the whole as text.</summary>
    private static object? Lookup(Call call)
    {
        if (call.Subject is null)
            return null;
        if (call.Count == 0)
            return ValueText.Of(call.Subject);
        var name = call[0] is { } key ? ValueText.Of(key) : "";
        return Members.Of(call.Subject, name) ?? ValueText.Of(call.Subject);
    }

    /// <summary>Mustache: <c>{{#name}}</c> for each item, or for a value that is not empty.</summary>
    private static string Section(Call call)
    {
        if (Truth.IsEmpty(call.Subject))
            return call.Otherwise();
        if (call.Subject is TemplateList list)
            return EachItem(call, list, static index => index.ToString(CultureInfo.InvariantCulture));
        return call.Subject is true ? call.Body() : call.Body(call.Scope.Inner(call.Subject));
    }
}
