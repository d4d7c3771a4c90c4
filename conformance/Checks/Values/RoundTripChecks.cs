using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>What is sent comes back.</summary>
internal sealed class RoundTripChecks(Rule rule, Session session) : Check(rule, session)
{
    // So many characters fit into whatever a server keeps texts in.
    private const int LeastColumn = 50;

    [Judges(nameof(Behaviors.RoundTrip))]
    public async Task<Verdict> OnCreate()
    {
        var readings = new List<string>();
        var seen = new List<JsonNode?>();
        foreach (var value in Values(await Unsent()))
        {
            var (_, answer, made) = await TryCreateWith(value);
            if (answer.Outcome == Outcome.BadRequest)
                return await WithoutIt(answer);
            if (made is null)
                throw new PreconditionException($"a create of {Resource} with {Field} {Describe.Value(value)} is answered {answer.Summary}") { Refusal = answer };
            var (shown, exchange) = await Stored(made);
            seen.Add(shown);
            if (IsSame(shown, value))
                readings.Add("kept");
            else if (Field.Refers is not null ? seen.All(other => IsSame(other, shown)) : IsSame(shown, await Session.ValueWhenUnsent(Resource, Field)))
                readings.Add("ignored");
            else
                return OtherValueShown($"{Field} {Describe.Value(value)}, as the create sent it", shown, answer.Exchange, exchange);
        }
        if (Field.Samples is not null && Session.Taken(Field).All(text => IsSame(text, Field.Default)))
            return Verdict.Unknown($"the target takes no {Field} but {Describe.Value(Field.Default)}, which a create gives by itself");
        return Verdict.Saw(readings.Contains("ignored") ? "ignored" : "kept");
    }

    [Judges(nameof(Behaviors.TextRoundTrip))]
    public async Task<Verdict> Texts()
    {
        var readings = new List<string>();
        foreach (var (sample, mayBeRefused) in Samples())
        {
            var (_, answer, made) = await TryCreateWith(sample.Value);
            if (answer.Outcome == Outcome.BadRequest && mayBeRefused)
                continue;
            if (made is null)
                return NoSuccess($"a create of {Resource} with {Field} ({sample.Name}) {Describe.Value(sample.Value)}", answer);
            var (shown, exchange) = await Stored(made);
            if (FieldValue.Text(shown) == FieldValue.Text(sample.Value))
                readings.Add("kept");
            else if (IsSame(shown, sample.Value))
                readings.Add("lowercased");
            else if (readings.Count == 0 && await IsUnsent(shown))
                return Verdict.Saw("ignored");
            else
                return OtherValueShown($"{Field} ({sample.Name}) {Describe.Value(sample.Value)}, as the create sent it", shown, made.Answer.Exchange, exchange);
        }
        return Verdict.Saw(readings.Contains("lowercased") ? "lowercased" : "kept");
    }

    [Judges(nameof(Behaviors.RoundTripOnUpdate))]
    public async Task<Verdict> OnUpdate()
    {
        var made = await Make();
        var before = Shown(await Read(made));
        var held = before;
        var readings = new List<string>();
        // A flag's own value comes first: one that is turned round shows there, and a record that a delete
        // deactivates for good need not be activated again.
        IEnumerable<JsonNode> values = Field.Type == FieldType.Boolean
            ? [FieldValue.Flag(before) ?? false, !(FieldValue.Flag(before) ?? false)]
            : [OtherValue(before)];
        foreach (var value in values)
        {
            var answer = await UpdateTo(made, value);
            if (answer.Outcome == Outcome.BadRequest && Session.IsRefused(Resource, Field))
                return Verdict.Unknown($"the target takes no {Field} that the suite knows");
            if (!answer.Succeeded)
                return NoSuccess($"an update of {Field} to {Describe.Value(value)}", answer);
            var found = await Read(made);
            var shown = Shown(found);
            if (IsSame(shown, value))
                readings.Add("kept");
            else if (IsSame(shown, held))
                readings.Add("ignored");
            else
                return OtherValueShown($"{Field} {Describe.Value(value)}, as the update sent it", shown, answer.Exchange, found.Exchange);
            held = shown;
        }
        return Verdict.Saw(readings.Contains("ignored") ? "ignored" : "kept");
    }

    // Both values of a flag: one alone does not tell a flag that is turned round from one that is not taken. Two of a
    // reference: what a server puts in their place is the same for both, unless it makes something of them.
    private IEnumerable<JsonNode> Values(JsonNode? unsent)
    {
        if (Field.Samples is { } samples && Session.Taken(Field).All(text => IsSame(text, Field.Default)))
            return [samples.Taken[0]];
        var first = OtherValue(unsent);
        if (Field.Type == FieldType.Boolean)
            return [first, FieldValue.Flag(Field.Default) ?? false];
        return Field.Refers is null ? [first] : [first, OtherValue(first)];
    }

    // Of a few values, the one that the server puts there by itself does not tell whether it takes any.
    private async Task<JsonNode?> Unsent() =>
        Field.IsClosed && Rule.Tolerates("ignored") && (await TryCreateWith(null)).Made is { } made
            ? (await Stored(made)).Value
            : Field.Default;

    // Refused for this field alone, or for another reason: the same create without it shows which.
    private async Task<Verdict> WithoutIt(Answer refused)
    {
        var without = await Session.Create(Resource, await InputWith(null));
        return without.Succeeded
            ? Verdict.Saw("refused")
            : throw new PreconditionException($"a create of {Resource} is answered {refused.Summary}, with {Field} and without") { Refusal = refused };
    }

    // What a create without the field gives, so that nothing of the sent text is in it.
    private async Task<bool> IsUnsent(JsonNode? shown)
    {
        if (Field.Required)
            return false;
        if (FieldValue.IsUnset(shown))
            return true;
        var without = await MakeWith(null);
        return IsSame(shown, (await Stored(without)).Value);
    }

    // Where addresses and telephone numbers are validated, the unusual ones may be refused (RFC 5321 and 6531 allow them, many servers
    // do not); stored ones must not change.
    private IEnumerable<(Sample Sample, bool MayBeRefused)> Samples()
    {
        // No document says how long a text without a limit may be, and every column of a database has one.
        var texts = Fixture.Texts(Field, Session.Tag, Rule.Index)
            .Select(sample => (sample, Field.MaxLength is null && sample.Value.GetValue<string>().Length > LeastColumn));
        if (Fixture.IsOfDigits(Field))
            return [(new Sample("digits", (JsonValue)Session.Fresh(Rule.Place.Resource!, Field)), false), .. texts.Select(text => (text.sample, true))];
        if (Field.Format != "email" && Contract.Rule(Behaviors.EmailFormat, Rule.Place) is null)
            return texts;
        var head = $"{Session.Tag}-{Rule.Index}";
        return
        [
            (new Sample("letter case", JsonValue.Create($"{head}.McGill@example.com")), false),
            (new Sample("UTF-8", JsonValue.Create($"{head}.Île@example.com")), true),
            (new Sample("inner spaces", JsonValue.Create($"\"{head}  spaces\"@example.com")), true),
            .. texts.Select(text => (text.sample, true)),
        ];
    }
}
