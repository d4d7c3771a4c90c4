namespace PlanisoContract.Mock.Simulation;

/// <summary>Values that many records hold, boxed once: what records keep is what a collection of garbage has to move.</summary>
/// <remarks>They have a fixed number of places; whoever needs one takes it.</remarks>
internal static class Boxes
{
    private static readonly object?[] Days = new object?[4096];
    private static readonly object?[] Times = new object?[64];

    public static object Of(DateOnly day) => Of(Days, day.DayNumber, day);

    /// <summary>A time in whole seconds.</summary>
    public static object Of(DateTime time) => Of(Times, time.Ticks / TimeSpan.TicksPerSecond, time);

    private static object Of<T>(object?[] boxes, long number, T value)
        where T : struct, IEquatable<T>
    {
        ref var place = ref boxes[number % boxes.Length];
        // Read once: another request may put its own here at any time.
        if (Volatile.Read(ref place) is { } box && box is T known && known.Equals(value))
            return box;
        object made = value;
        Volatile.Write(ref place, made);
        return made;
    }
}
