using System.Collections.Immutable;

namespace PlanisoContract.Spec;

/// <summary>What a word of the vocabulary may hold. The reader checks by it, and the JSON Schema for editors is made from it.</summary>
public abstract record Shape
{
    public sealed record Text : Shape;

    public sealed record Flag : Shape;

    public sealed record Count : Shape;

    /// <summary>An object of plain values under any names.</summary>
    public sealed record Plain : Shape;

    /// <summary>One of some texts.</summary>
    public sealed record OneOf(ImmutableArray<string> Values) : Shape;

    /// <summary>A list with at least one element, none of them twice.</summary>
    public sealed record ListOf(Shape Element) : Shape;

    /// <summary>An object with these members and no other.</summary>
    public sealed record Members(ImmutableDictionary<string, Shape> All, ImmutableHashSet<string> Required) : Shape;

    /// <summary>An object with these members; those with a trailing <c>!</c> must be there.</summary>
    public static Members Object(params (string Name, Shape Shape)[] members) => new(
        members.ToImmutableDictionary(member => member.Name.TrimEnd('!'), member => member.Shape),
        [.. members.Where(member => member.Name.EndsWith('!')).Select(member => member.Name.TrimEnd('!'))]);
}
