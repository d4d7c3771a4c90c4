using System.Globalization;
using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Syntax;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>WireMock's helpers for lists.</summary>
internal static class Lists
{
    private const string NoPosition = "position must be 'start', 'end' or an integer";

    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["array"] = call => call.HasSubject && call.Subject is not null ? call.Run.Spent(new TemplateList(call.All)) : new TemplateList(),
        ["range"] = Range,
        ["arrayAdd"] = Added,
        ["arrayRemove"] = Removed,
        ["arrayJoin"] = Joined,
        ["size"] = Size,
    };

    private static object Range(Call call)
    {
        var (from, to) = (Numbers.Whole(call.Subject), Numbers.Whole(call[0]));
        if (from is not { } first || to is not { } last)
            return HelperTable.Error("The range helper requires both lower and upper bounds as integer parameters");
        var count = (long)last - first + 1;
        if (count < 0)
            throw HelperFault.Illegal(count.ToString(CultureInfo.InvariantCulture));
        call.Run.Step((int)Math.Min(count, int.MaxValue / 2));
        return new TemplateList(Enumerable.Range(first, (int)count).Select(number => (object?)number));
    }

    private static object Added(Call call)
    {
        if (ListOf(call) is not { } list)
            return new TemplateList();
        if (call.Count == 0)
            return HelperTable.Error("Missing required parameter: additional value to add to list");
        if (!TryPosition(call, out var position))
            return HelperTable.Error(NoPosition);
        if (position is { } given && (given < 0 || given > list.Count))
            throw OutOfBounds($"Index: {given}, Size: {list.Count}");
        call.Run.Step(list.Count + 1);
        var added = new TemplateList(list);
        added.Insert(position ?? list.Count, call[0]);
        return call.Run.Spent(added);
    }

    private static object Removed(Call call)
    {
        if (!TryPosition(call, out var position))
            return HelperTable.Error(NoPosition);
        var list = ListOf(call) ?? throw HelperFault.Null("java.util.List.size()", "list");
        if (position is < 0 || position > list.Count)
            return HelperTable.Error("position must be greater than or equal to 0 and less than or equal to the size of the list");
        var index = position ?? list.Count - 1;
        if (index < 0 || index >= list.Count)
            throw OutOfBounds($"Index {index} out of bounds for length {list.Count}");
        call.Run.Step(list.Count);
        var rest = new TemplateList(list);
        rest.RemoveAt(index);
        return rest;
    }

    private static HelperFault OutOfBounds(string message) => new("java.lang.IndexOutOfBoundsException", message);

    private static TemplateList? ListOf(Call call) => call.Subject switch
    {
        null => null,
        TemplateList list => list,
        var other => throw new HelperFault("java.lang.ClassCastException",
            $"class {ValueText.ClassOf(other)} cannot be cast to class java.util.List ({ValueText.ClassOf(other)} and java.util.List are in module java.base of loader 'bootstrap')"),
    };

    private static bool TryPosition(Call call, out int? position)
    {
        position = null;
        var text = ValueText.Of(call.Option("position") ?? "end");
        if (text.Equals("end", StringComparison.OrdinalIgnoreCase))
            return true;
        if (text.Equals("start", StringComparison.OrdinalIgnoreCase))
            position = 0;
        else if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
            position = index;
        return position is not null;
    }

    private static string Joined(Call call)
    {
        if (call.Subject is not string separator)
            return HelperTable.Error("Separator parameter must be a String");
        if (call[0] is not TemplateList list)
            return call[0] is string single ? single : HelperTable.Error("The parameter must be list");
        if (list.Count == 0)
            return "";
        call.Run.Spend((long)separator.Length * list.Count);
        var items = call.IsBlock ? list.Select(item => call.Body(call.Scope.Inner(item))) : list.Select(ValueText.Of);
        return $"{call.Option("prefix")}{string.Join(separator, items)}{call.Option("suffix")}";
    }

    private static object? Size(Call call) => call.Subject switch
    {
        null => throw HelperFault.Null("Object.getClass()", "context"),
        string text => text.Length,
        TemplateList list => list.Count,
        TemplateMap map => map.Count,
        _ => null,
    };
}
