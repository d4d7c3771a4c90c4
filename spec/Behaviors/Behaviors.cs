using System.Collections.Immutable;
using System.Reflection;

namespace PlanisoContract.Spec;

/// <summary>The closed set of behaviors. Each is one static field, so that code that acts it out or judges it can name it.</summary>
public static partial class Behaviors
{
    /// <summary>All of them, by the kind of place, then in the order of the source.</summary>
    public static ImmutableArray<Behavior> All => _all.Value;

    // Lazy: the fields of a partial class are initialized file by file, in no promised order.
    private static readonly Lazy<ImmutableArray<Behavior>> _all = new(() =>
    [
        .. typeof(Behaviors).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<Behavior>()
            .OrderBy(behavior => behavior.At),
    ]);

    /// <summary>The behavior of this name, or null.</summary>
    public static Behavior? Named(string name) => All.FirstOrDefault(behavior => behavior.Name == name);

    private static ImmutableArray<Mode> Modes(params (string Name, string Sentence)[] modes) =>
        [.. modes.Select(mode => new Mode(mode.Name, mode.Sentence))];

    private static bool Always(Site site) => true;

    private static bool Nowhere(Site site) => false;
}
