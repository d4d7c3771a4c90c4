using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>A field compiled.</summary>
internal sealed class FieldPlan
{
    // A pattern that backtracks without end must not hold a request up without end.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly ModeFlag _unsetEmpty;

    public FieldPlan(ResourcePlan owner, Field field, int index, ModeFlags flags)
    {
        Owner = owner;
        Field = field;
        Index = index;
        Written = field is { ReadOnly: false, Forbidden: false, OnCreate: true, Type: not (FieldType.Link or FieldType.References) };
        Secret = field.ShownIn.IsEmpty || field.WriteOnly || field.Forbidden;
        Default = DeclaredValue.Of(field, field.Default);
        Rules = flags.Of(Place.Of(owner.Resource, field));
        _unsetEmpty = Rules[Behaviors.Unset, "empty-text"];
        IsUsual = field.Usual || Rules.Tolerates(Behaviors.Optional, "required");
        IsBeforeCreation = owner.Resource.Fields.Any(other => other.SetOn == SetOn.Create && other.After == field.Name);
        IsSimple = !IsCollection && !IsRelated && field is { Refers: null, From: null };
        Indexed = field.Unique || Rules.Has(Behaviors.Repeatable);
        Pattern = field.Pattern is { } pattern ? TextPattern.Read(pattern, MatchTimeout) : null;
        // Members have no rules, so no mode concerns them.
        Members = [.. field.Members.Select((member, position) => new FieldPlan(owner, member, position, flags) { IsMember = true })];
    }

    public ResourcePlan Owner { get; }

    public Field Field { get; }

    /// <summary>Position among a record's values.</summary>
    public int Index { get; }

    /// <summary>Whether a create may set it, and it shows no other records.</summary>
    public bool Written { get; }

    /// <summary>Whether no answer may show it, error messages included.</summary>
    public bool Secret { get; }

    /// <summary>What a create without it stores; null where nothing is declared.</summary>
    public object? Default { get; }

    /// <summary>Whether a believable record has a value in it: a server may demand one.</summary>
    public bool IsUsual { get; }

    /// <summary>Whether the server alone sets it, to a value that is never null, and nothing is declared of which one.</summary>
    public bool IsOfServer => Field is { OnCreate: false, OnUpdate: false, Nullable: false, SetOn: null, From: null, Refers: null, Forbidden: false, WriteOnly: false }
        && (Field.IsPlain || Field.Type == FieldType.Json) && Owner.Resource.SoftDelete?.Field != Field.Name;

    /// <summary>Whether a generated value comes before the time at which the record was created.</summary>
    public bool IsBeforeCreation { get; }

    /// <summary>Whether records are looked up by it.</summary>
    public bool Indexed { get; }

    /// <summary>What its texts match, or null.</summary>
    public Regex? Pattern { get; }

    /// <summary>The members of an entry, in the order in which entries hold their values.</summary>
    public ImmutableArray<FieldPlan> Members { get; }

    /// <summary>Whether answers show it only in modes that do so.</summary>
    public bool IsHidden => Field.WriteOnly || Field.Forbidden;

    /// <summary>Whether it shows records of another resource in whole.</summary>
    public bool IsRelated => Field.Link is not null || Field.References is not null;

    /// <summary>Whether it holds one value, which is shown as it is stored.</summary>
    public bool IsSimple { get; }

    /// <summary>Whether it is a member of an entry.</summary>
    public bool IsMember { get; private init; }

    /// <summary>Whether it holds a list of values of its own.</summary>
    public bool IsCollection => Field.Type is FieldType.Texts or FieldType.Identities or FieldType.Entries;

    /// <summary>The rules of the field.</summary>
    public PlaceFlags Rules { get; }

    /// <summary>The other resource: linked, referenced, referred to, or the one of the keys.</summary>
    public ResourcePlan? Target { get; private set; }

    /// <summary>The field that names the record that it shows a value of, and which value; null for most fields.</summary>
    public (FieldPlan Through, FieldPlan Show)? From { get; private set; }

    /// <summary>What its keyed entries hold, or null.</summary>
    public KeyedPlan? Keyed { get; private set; }

    /// <summary>The fields of the linked record that a create takes.</summary>
    public ImmutableArray<LinkedField> Linked { get; private set; } = [];

    public void Connect(ApiPlan api)
    {
        if (Field.From is { } from)
        {
            var through = Owner.Field(from.Field);
            From = (through, api.Resource(through.Field.Refers!.Resource).Field(from.Show));
        }
        if ((Field.Link?.Resource ?? Field.References?.Resource ?? Field.Refers?.Resource ?? Field.Keyed?.Resource) is not { } name)
            return;
        Target = api.Resource(name);
        Keyed = Field.Keyed is { } keyed ? new KeyedPlan(keyed, Members, Target) : null;
        if (Field.Link is null)
            return;
        Linked =
        [
            .. Target.Fields.Where(inner => inner.Written).Select(inner =>
                new LinkedField(inner, api.Modes.Of(new Place(null, Owner.Resource, Field, inner.Field)))),
        ];
    }

    /// <summary>What the field holds when nobody gave it a value.</summary>
    public object? Unset(ActiveModes modes) => modes[_unsetEmpty] ? "" : null;

    public override string ToString() => Field.Name;
}

/// <summary>A field of a linked record, as the create of the linking one takes it.</summary>
internal sealed record LinkedField(FieldPlan Inner, PlaceFlags Rules);

/// <summary>What the entries of a keyed field hold.</summary>
internal sealed class KeyedPlan(KeyedWord word, ImmutableArray<FieldPlan> members, ResourcePlan target)
{
    /// <summary>The member that holds the key.</summary>
    public FieldPlan Key { get; } = members.First(member => member.Field.Name == word.Key);

    /// <summary>The member that holds the value.</summary>
    public FieldPlan Value { get; } = members.First(member => member.Field.Name == word.Value);

    /// <summary>What generated values look like, by the position of the key among the declared records.</summary>
    public ImmutableArray<string> Looks { get; } = word.Likes.IsEmpty ? [members.First(member => member.Field.Name == word.Value).Field.Like] : word.Likes;

    /// <summary>By member: the field of the record of the key that it shows, or null.</summary>
    public ImmutableArray<FieldPlan?> Shows { get; } =
        [.. members.Select(member => target.Fields.FirstOrDefault(field => field.Field.Name == member.Field.Name))];
}
