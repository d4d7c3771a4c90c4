using System.Collections.Immutable;

namespace PlanisoContract.Mock.Simulation;

/// <summary>What an update makes of a field that holds several values.</summary>
internal static class Several
{
    /// <summary>The values after the update.</summary>
    /// <param name="call">The update.</param>
    /// <param name="field">The field.</param>
    /// <param name="before">What it held.</param>
    /// <param name="sent">What the request says.</param>
    public static object? Updated(Call call, FieldPlan field, object? before, object? sent)
    {
        var gates = field.Several;
        var modes = call.Modes;
        return (before, sent) switch
        {
            (_, KeyedValues keyed) => Keyed(call, field, before as KeyedValues ?? KeyedValues.None, keyed),
            (_, Array { Length: 0 }) when modes[gates.ClearKept] => before,
            (Array { Length: > 1 } all, Array { Length: 0 }) when modes[gates.OneLeft] => First(all),
            (_, Array { Length: 0 }) => sent,
            _ when modes[gates.Kept] => before,
            _ when modes[gates.Merged] => Merged(before, sent),
            _ => sent,
        };
    }

    /// <summary>The first of several values, as a list of one.</summary>
    public static Array First(Array all) => Part(all, 1, at => at);

    public static Array Reversed(Array all) => Part(all, all.Length, at => all.Length - 1 - at);

    private static Array Part(Array all, int length, Func<int, int> from)
    {
        var part = Array.CreateInstance(all.GetType().GetElementType()!, length);
        for (var at = 0; at < length; at++)
            part.SetValue(all.GetValue(from(at)), at);
        return part;
    }

    private static object? Merged(object? before, object? sent) => (before, sent) switch
    {
        (string[] was, string[] more) => was.Concat(more.Except(was)).ToArray(),
        (long[] was, long[] more) => was.Concat(more.Except(was)).ToArray(),
        (object?[][] was, object?[][] more) => was.Concat(more.Where(entry => !was.Any(other => Values.Same(other, entry)))).ToArray(),
        _ => sent,
    };

    private static KeyedValues Keyed(Call call, FieldPlan field, KeyedValues before, KeyedValues sent)
    {
        if (sent.ByKey.IsEmpty || call.Modes[field.Several.KeyedReplaced])
            return sent.ByKey.IsEmpty ? before : sent;
        if (!call.Modes[field.Several.KeyedCopied])
            return new KeyedValues(before.ByKey.SetItems(sent.ByKey));
        var copy = sent.ByKey.First().Value;
        return new KeyedValues(call.Table(field.Target!).All()
            .ToImmutableSortedDictionary(record => record.Identity, record => sent.ByKey.GetValueOrDefault(record.Identity, copy)));
    }
}
