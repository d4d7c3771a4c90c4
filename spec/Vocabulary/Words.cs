using System.Collections.Immutable;

namespace PlanisoContract.Spec;

/// <summary>The closed vocabulary: every extension that a document may use, where, and what it may hold.</summary>
public static class Words
{
    /// <summary>The kinds of object in the document that words can stand in.</summary>
    public enum Host
    {
        Root,
        Operation,
        Resource,
        Property,

        /// <summary>A property of the objects in a list.</summary>
        Member,
    }

    private static readonly Shape Text = new Shape.Text();

    /// <summary>The members that a rule of any behavior may have, readings apart.</summary>
    internal static ImmutableDictionary<string, Shape> OfRules { get; } = ImmutableDictionary<string, Shape>.Empty
        .Add("source", Text)
        .Add("because", Text)
        .Add("standing", new Shape.OneOf(["documented", "inferred", "decided"]));

    /// <summary>The words of a kind of object, by name.</summary>
    public static ImmutableSortedDictionary<string, Shape> At(Host host) => Table[host];

    /// <summary>All words with the kinds of object that they can stand in.</summary>
    public static IEnumerable<(string Word, Host Host, Shape Shape)> All =>
        Table.SelectMany(host => host.Value.Select(word => (word.Key, host.Key, word.Value)));

    private static ImmutableSortedDictionary<Host, ImmutableSortedDictionary<string, Shape>> Table { get; } =
        ImmutableSortedDictionary<Host, ImmutableSortedDictionary<string, Shape>>.Empty
            .Add(Host.Root, Of(
                ("x-document", Text),
                ("x-dialect", new Shape.OneOf(DialectName.All)),
                ("x-rules", Rules(Host.Root))))
            .Add(Host.Operation, Of(
                ("x-source", Text),
                ("x-operation", Shape.Object(
                    ("resource!", Text),
                    ("does!", new Shape.OneOf(["list", "find", "create", "update", "delete"])),
                    ("replaces", new Shape.Flag()),
                    ("member", Text))),
                ("x-left-out", Text),
                ("x-paging", Shape.Object(
                    ("size!", new Shape.Count()),
                    ("maximum!", new Shape.Count()),
                    ("style", new Shape.OneOf(["offset", "page", "cursor"])),
                    ("limit", Text),
                    ("offset", Text),
                    ("page", Text),
                    ("cursor", Text),
                    ("total", Text),
                    ("total-header", Text),
                    ("next", Text),
                    ("links", new Shape.Flag()))),
                ("x-query", Shape.Object(
                    ("where", new Shape.ListOf(Shape.Object(
                        ("parameter!", Text), ("field!", Text), ("is", new Shape.OneOf(["equal", "not", "at-least", "at-most", "contains"]))))),
                    ("sort", Shape.Object(("parameter!", Text), ("fields!", new Shape.ListOf(Text)), ("order", Text))),
                    ("search", Shape.Object(("parameter!", Text), ("fields!", new Shape.ListOf(Text)))))),
                ("x-filter", Shape.Object(("parameter!", Text), ("field!", Text), ("key", Text))),
                ("x-rules", Rules(Host.Operation))))
            .Add(Host.Resource, Of(
                ("x-source", Text),
                ("x-resource", Shape.Object(
                    ("identity!", Text),
                    ("one", Text),
                    ("many", Text),
                    ("parent", Shape.Object(("resource!", Text), ("parameter!", Text))),
                    ("number", Shape.Object(("field!", Text), ("prefix!", Text), ("digits!", new Shape.Count()))),
                    ("soft-delete", Shape.Object(("field!", Text), ("irreversible", new Shape.Flag()), ("hidden", new Shape.Flag()))))),
                ("x-records", new Shape.ListOf(new Shape.Plain())),
                ("x-rules", Rules(Host.Resource))))
            .Add(Host.Property, Of(
                ("x-source", Text),
                ("x-like", new Shape.OneOf(Likeness.All)),
                ("x-after", Text),
                ("x-usual", new Shape.Flag()),
                ("x-aliases", new Shape.ListOf(Text)),
                ("x-maximum", new Shape.OneOf(["this-year"])),
                ("x-set-on", new Shape.OneOf(["create", "update"])),
                ("x-shown-in", new Shape.ListOf(new Shape.OneOf(["list", "find", "create", "update"]))),
                ("x-link", Shape.Object(("resource!", Text), ("prefix!", Text))),
                ("x-references", Shape.Object(("resource!", Text), ("input!", Text))),
                ("x-refers", Shape.Object(("resource!", Text), ("record", Text))),
                ("x-samples", Shape.Object(
                    ("taken!", new Shape.ListOf(Text)),
                    ("open", new Shape.ListOf(Text)),
                    ("refused!", new Shape.ListOf(Text)))),
                ("x-choice", Shape.Object(("resource!", Text), ("by!", new Shape.ListOf(Text)))),
                ("x-keyed", Shape.Object(
                    ("resource!", Text), ("key!", Text), ("value!", Text), ("likes", new Shape.ListOf(new Shape.OneOf(Likeness.All))))),
                ("x-from", Shape.Object(("field!", Text), ("show!", Text))),
                ("x-forbidden", new Shape.Flag()),
                ("x-rules", Rules(Host.Property))))
            .Add(Host.Member, Of(("x-like", new Shape.OneOf(Likeness.All))));

    /// <summary>The kinds of place whose behaviors <c>x-rules</c> may name in a kind of object.</summary>
    internal static ImmutableArray<PlaceKind> PlacesAt(Host host) => host switch
    {
        Host.Root => [.. Enum.GetValues<PlaceKind>()],
        Host.Operation => [PlaceKind.Operation],
        Host.Resource => [PlaceKind.Resource],
        Host.Property => [PlaceKind.Field, PlaceKind.Answer, PlaceKind.LinkedField],
        _ => [],
    };

    private static Shape.Members Rules(Host host) => new(
        Behaviors.All.Where(behavior => PlacesAt(host).Contains(behavior.At))
            .ToImmutableDictionary(behavior => behavior.Name, behavior => (Shape)Rule(behavior)),
        []);

    private static Shape.Members Rule(Behavior behavior) => new(
        behavior.Arguments.AddRange(OfRules).Add("readings", new Shape.ListOf(new Shape.OneOf([.. behavior.Readings.Select(mode => mode.Name)]))),
        []);

    private static ImmutableSortedDictionary<string, Shape> Of(params (string Name, Shape Shape)[] words) =>
        words.ToImmutableSortedDictionary(word => word.Name, word => word.Shape);
}
