namespace PlanisoContract.Mock.Simulation.Storage;

/// <summary>Parts of a stored list, whatever the type of its elements.</summary>
internal static class CollectionValue
{
    /// <summary>The first of several values, as a list of one.</summary>
    public static Array First(Array all) => Part(all, 1, at => at);

    public static Array Reversed(Array all) => Part(all, all.Length, at => all.Length - 1 - at);

    /// <summary>The values with those of another list that are not among them.</summary>
    public static object? Union(object? one, object? other) => (one, other) switch
    {
        (string[] was, string[] more) => was.Concat(more.Except(was)).ToArray(),
        (long[] was, long[] more) => was.Concat(more.Except(was)).ToArray(),
        (object?[][] was, object?[][] more) => was.Concat(more.Where(entry => !was.Any(known => FieldValue.Same(known, entry)))).ToArray(),
        _ => other,
    };

    private static Array Part(Array all, int length, Func<int, int> from)
    {
        var part = Array.CreateInstance(all.GetType().GetElementType()!, length);
        for (var at = 0; at < length; at++)
            part.SetValue(all.GetValue(from(at)), at);
        return part;
    }
}
