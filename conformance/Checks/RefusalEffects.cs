using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>A field that two answers show with different values.</summary>
internal sealed record Difference(Field Field, JsonNode? Was, JsonNode? Is)
{
    public override string ToString() => $"{Field} {Describe.Value(Was)} became {Describe.Value(Is)}";
}

/// <summary>What a request changed or stored that it must not have: a refused one above all.</summary>
internal static class RefusalEffects
{
    /// <summary>The fields that both show, with different values; one that is left out where it has none counts as shown.</summary>
    public static IEnumerable<Difference> Differences(this Session session, Resource resource, JsonObject was, JsonObject now)
    {
        foreach (var field in resource.Fields)
        {
            var (shownBefore, shownNow) = (session.TryGet(was, field, out var before), session.TryGet(now, field, out var after));
            var areComparable = shownBefore && shownNow || ((shownBefore || shownNow) && session.Contract.MayBeAbsent(resource, field));
            if (areComparable && !session.IsSame(field, before, after))
                yield return new Difference(field, before, after);
        }
    }

    /// <summary>As <see cref="Differences"/>, without the fields that the server sets at every update, and others that may differ.</summary>
    public static IEnumerable<Difference> UnwantedDifferences(
        this Session session, Resource resource, JsonObject was, JsonObject now, params IReadOnlyCollection<string> changed) =>
        session.Differences(resource, was, now)
            .Where(difference => difference.Field.SetOn != SetOn.Update && !changed.Contains(difference.Field.Name));

    /// <summary>What shows that a record is not as it was, or null.</summary>
    /// <param name="session">The session.</param>
    /// <param name="made">The record.</param>
    /// <param name="before">What finding it showed before.</param>
    /// <param name="by">What must not have changed it: "an update that was refused".</param>
    /// <param name="requests">The exchanges between then and now.</param>
    public static async Task<Verdict?> Changed(this Session session, Made made, Answer before, string by, params ImmutableArray<Exchange> requests)
    {
        var after = await session.Read(made);
        var changed = session.Differences(made.Resource, before.Record, after.Record).ToArray();
        return changed.Length == 0
            ? null
            : Verdict.Broken($"{made} unchanged by {by}", Describe.All(changed), [before.Exchange, .. requests, after.Exchange]);
    }

    /// <summary>What shows that a refused update has changed something after all, or null.</summary>
    public static Task<Verdict?> ChangedDespiteRefusal(this Session session, Made made, Answer before, Answer refused) =>
        session.Changed(made, before, "an update that was refused", refused.Exchange);

    /// <summary>What shows that a refused create has stored something after all, or null.</summary>
    /// <param name="session">The session.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="input">The refused input.</param>
    /// <param name="taken">A value in it that other records rightly have.</param>
    public static async Task<Verdict?> StoredDespiteRefusal(this Session session, Resource resource, JsonObject input, JsonNode? taken = null)
    {
        var texts = session.UniqueTexts(resource, input).Remove(FieldValue.Text(taken) ?? "");
        if (texts.Count == 0 || !session.Offers(OperationKind.List, resource))
            return null;
        var list = await session.ReadAll(resource);
        if (ListSearch.Excludes(list, texts))
            return null;
        return list.Records.FirstOrDefault(record => session.ShowsAny(resource, record, texts)) is { } stored
            ? Verdict.Broken($"nothing created by the refused create of {resource}", $"the list shows {Describe.Value(stored)}")
            : null;
    }

    /// <summary>What is wrong with the way in which a value is refused, on create and on update; null if nothing is.</summary>
    /// <param name="session">The session.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="field">The field.</param>
    /// <param name="value">A value that it does not take.</param>
    /// <param name="what">The value in words: "a text of 65 characters".</param>
    public static async Task<Verdict?> NotRefused(this Session session, Resource resource, Field field, JsonNode value, string what)
    {
        if (field.OnCreate && session.Offers(OperationKind.Create, resource))
        {
            var attempt = await session.TryCreate(resource, await session.InputWith(resource, field, value));
            if (attempt.Answer.Outcome != Outcome.BadRequest)
                return Taken(session, $"a create of {resource} with {field} {what}", attempt.Answer);
            if (await session.StoredDespiteRefusal(resource, attempt.Input) is { } stored)
                return stored;
        }
        if (!field.OnUpdate || !session.Offers(OperationKind.Update, resource))
            return null;
        var made = await session.Make(resource);
        var before = await session.Read(made);
        var answer = await session.Update(resource, made.Identity, new JsonObject { [field.Name] = value.Copy() });
        return answer.Outcome != Outcome.BadRequest
            ? Taken(session, $"an update of {made} with {field} {what}", answer)
            : await session.ChangedDespiteRefusal(made, before, answer);
    }

    /// <summary>The texts of an input that no other record holds, also those of a linked record: where one of them turns up, the input was stored.</summary>
    public static ImmutableHashSet<string> UniqueTexts(this Session session, Resource resource, JsonObject input)
    {
        var texts = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var field in resource.Fields)
        {
            if (field.Link is { } link && input[field.Name] is JsonObject inner)
                texts.UnionWith(session.UniqueTexts(session.Contract.Resource(link.Resource), inner));
            else if (field is { IsClosed: false, Type: FieldType.Text or FieldType.Texts or FieldType.Entries })
                texts.UnionWith(TextsIn(field, input[field.Name]).Where(text => text.Length > 5));
        }
        return texts.ToImmutable();
    }

    /// <summary>Whether a record, or one that it links, shows one of the texts.</summary>
    public static bool ShowsAny(this Session session, Resource resource, JsonObject record, IReadOnlySet<string> texts) =>
        resource.Fields.Any(field => session.TryGet(record, field, out var value) && (field.Link is { } link
            ? value is JsonObject inner && session.ShowsAny(session.Contract.Resource(link.Resource), inner, texts)
            : TextsIn(field, value).Any(texts.Contains)));

    // What no other record holds: a member with few values, such as a kind of number, stands in many records, and a telephone number may.
    private static IEnumerable<string> TextsIn(Field field, JsonNode? value) => value switch
    {
        JsonArray list => list.SelectMany(element => TextsIn(field, element)),
        JsonObject entry => field.Members.Where(member => !member.IsClosed).SelectMany(member => TextsIn(member, entry[member.Name])),
        _ => value.IsText() && !Fixture.IsOfDigits(field) ? [value!.GetValue<string>()] : [],
    };

    private static Verdict Taken(Session session, string request, Answer answer) =>
        Verdict.Broken($"{request} answered with {session.Word(Outcome.BadRequest)}", answer.Summary, answer.Exchange);
}
