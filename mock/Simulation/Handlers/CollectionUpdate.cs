using System.Collections.Immutable;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Handlers;

/// <summary>What an update makes of a field that holds several values.</summary>
internal static class CollectionUpdate
{
    /// <summary>The values after the update.</summary>
    /// <param name="context">The update.</param>
    /// <param name="field">The field.</param>
    /// <param name="before">What it held.</param>
    /// <param name="sent">What the request says.</param>
    public static object? Updated(OperationContext context, FieldPlan field, object? before, object? sent)
    {
        var flags = field.Collection;
        var modes = context.Modes;
        return (before, sent) switch
        {
            (_, KeyedValues keyed) => Keyed(context, field, before as KeyedValues ?? KeyedValues.None, keyed),
            (_, Array { Length: 0 }) when modes[flags.ClearKept] => before,
            (Array { Length: > 1 } all, Array { Length: 0 }) when modes[flags.OneLeft] => First(all),
            (_, Array { Length: 0 }) => sent,
            _ when modes[flags.Kept] => before,
            _ when modes[flags.Merged] => Merged(before, sent),
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
        (object?[][] was, object?[][] more) => was.Concat(more.Where(entry => !was.Any(other => FieldValue.Same(other, entry)))).ToArray(),
        _ => sent,
    };

    private static KeyedValues Keyed(OperationContext context, FieldPlan field, KeyedValues before, KeyedValues sent)
    {
        if (sent.ByKey.IsEmpty || context.Modes[field.Collection.KeyedReplaced])
            return sent.ByKey.IsEmpty ? before : sent;
        if (!context.Modes[field.Collection.KeyedCopied])
            return new KeyedValues(before.ByKey.SetItems(sent.ByKey));
        var copy = sent.ByKey.First().Value;
        return new KeyedValues(context.Table(field.Target!).All()
            .ToImmutableSortedDictionary(record => record.Identity, record => sent.ByKey.GetValueOrDefault(record.Identity, copy)));
    }
}
