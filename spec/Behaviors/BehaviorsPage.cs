using System.Collections.Immutable;
using System.Text;

namespace PlanisoContract.Spec;

/// <summary>The closed set of behaviors as a page for people.</summary>
public static class BehaviorsPage
{
    /// <summary>Markdown; <c>spec/behaviors.md</c> is its text, and a test holds the two together.</summary>
    public static string Create()
    {
        var page = new StringBuilder("""
            # The behaviors

            Made from `spec/Behaviors`; run the tests with `UPDATE_SNAPSHOTS=1` after a change there.
            The words are explained in [vocabulary.md](vocabulary.md). The first reading is the default
            where a document says nothing.

            """);
        foreach (var group in Behaviors.All.GroupBy(behavior => behavior.At))
        {
            page.Append('\n').Append("## ").Append(Heading(group.Key)).Append("\n\n");
            foreach (var behavior in group)
                Append(page, behavior);
        }
        page.Append("""

            ## Sequences of operations

            Some faults break no single rule: each answer is right by itself, and a sequence of them is not. The mock has
            a closed set of them, `spec/Sequences.cs`, so that random walks can be seen to find them. A contract has those
            that it has room for; `--break sequence=NAME` switches one on.


            """);
        page.Append("**`").Append(Sequences.Id).Append("`** ").Append(Sequences.Summary).Append('\n');
        Append(page, "broken", Sequences.All);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Append(StringBuilder page, Behavior behavior)
    {
        page.Append("**`").Append(behavior.Name).Append("`** ").Append(behavior.Summary);
        if (behavior.OptIn)
            page.Append(" Holds only in an API that declares it at its root.");
        if (behavior.OnlyDeclared)
            page.Append(" Holds only where it is declared.");
        if (!behavior.Arguments.IsEmpty)
            page.Append(" Arguments: ").AppendJoin(", ", behavior.Arguments.Keys.Order(StringComparer.Ordinal).Select(name => $"`{name}`")).Append('.');
        page.Append('\n');
        Append(page, "reading", behavior.Readings);
        Append(page, "broken", behavior.Breakages);
        if (behavior.Unbreakable is { } why)
            page.Append("- cannot be broken apart: ").Append(why).Append('\n');
        page.Append('\n');
    }

    private static void Append(StringBuilder page, string kind, ImmutableArray<Mode> modes)
    {
        foreach (var mode in modes)
            page.Append("- ").Append(kind).Append(" `").Append(mode.Name).Append("`: ").Append(mode.Sentence).Append('\n');
    }

    private static string Heading(PlaceKind at) => at switch
    {
        PlaceKind.Api => "The whole API",
        PlaceKind.Operation => "An operation",
        PlaceKind.Resource => "A resource",
        PlaceKind.Field => "A field",
        PlaceKind.Answer => "A value in the answers of an operation",
        PlaceKind.LinkedField => "A field of a linked record",
        _ => throw new ArgumentOutOfRangeException(nameof(at), at, "No such kind of place."),
    };
}
