using PlanisoContract.Mock.Dialects;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>A create: the record and those that come with it, all or none.</summary>
internal sealed class Creation(Call call)
{
    private readonly OperationPlan _operation = call.Operation;
    private readonly ResourcePlan _resource = call.Operation.Resource;
    private readonly Modes _modes = call.Modes;

    public Reply Answer()
    {
        var body = call.Plan.Dialect.Read(call);
        if (body.Fate == BodyFate.UnknownAccepted)
            return Created(New([.. _resource.Fields.Select(call.Initial)]), null);
        if (body.Members is not { } members)
            return call.Refusal(body);
        var draft = new Intake(call).Read(members);
        if (members.Count == 0 && Nothing(draft) is { } refusal)
            return refusal;
        if (draft.Faults.Count == 0)
            new Span(_resource, _modes).Check(draft, null);
        return draft.Faults.Count > 0
            ? call.Refusal(draft.Faults, draft.Texts.GetValueOrDefault)
            : call.Write(() => Store(draft));
    }

    /// <summary>What a create answers that sends nothing; null where a mode carries it out, or the API knows no such refusal.</summary>
    private Reply? Nothing(Draft draft)
    {
        var gates = _operation.Gates;
        if (_modes[gates.NothingNotFound])
            return call.Refusal(404, "There is nothing to create.");
        if (_modes[gates.NothingAccepted])
            draft.Faults.Clear();
        if (!_modes[gates.NothingRefused])
            return null;
        var reply = draft.Faults.Count > 0 ? call.Refusal(draft.Faults) : call.Refusal(400, "Nothing was sent.");
        return reply with { NothingSent = true };
    }

    private Record New(object?[] values) => new(call.Table(_resource).NextIdentity(), values, parent: call.Asked.Parent ?? 0);

    private Reply Store(Draft draft)
    {
        // Between the first look and the lock somebody may have removed the parent.
        if (call.Asked.Parent is { } parent && call.Parent(Values.Text(parent)) is null)
            return call.Refusal(404, $"There is no {_resource.Parent!.Resource} {parent}.");
        List<Fault> clashes = [.. Clashes(draft), .. Repeats(draft)];
        Dictionary<int, Record> existing = [];
        foreach (var link in _resource.Fields.Where(field => draft.Linked.ContainsKey(field.Index)))
            clashes.AddRange(LinkClashes(draft, link, existing));
        if (clashes.Count > 0)
            return call.Refusal(clashes, draft.Texts.GetValueOrDefault);
        if (Repeated(draft) is { } repeated)
            return Created(repeated, draft);
        foreach (var (link, linked) in draft.Linked)
            draft.Values[link] = existing.GetValueOrDefault(link) ?? StoreLinked(_resource.Fields[link], linked);
        var table = call.Table(_resource);
        var values = draft.Unknown.Count == 0 ? draft.Values : [.. draft.Values, new Extras(draft.Unknown)];
        var record = New(values);
        record = table.Lives?.Created(record, table) ?? record;
        table.Put(record);
        if (values[_resource.Identity.Index] is long other && table.Find(other) is null)
            table.AlsoKnownAs(other, record);
        return Created(record, draft);
    }

    private Reply Created(Record record, Draft? draft)
    {
        var offset = _modes[_resource.Gates.OffByOne] ? 1 : 0;
        bool[]? only = _operation.Operation.Holds == AnswerHolds.Identity ? [.. _resource.Fields.Select(field => field == _resource.Identity)] : null;
        return call.Success(
            new Payload.One(call.Writer(only, identityOffset: offset), record),
            name => name == _resource.Identity.Field.Name ? Values.Text(record.Identity) : draft?.Texts.GetValueOrDefault(name)) with
        {
            Created = record.Identity + offset,
        };
    }

    // The record that a create is taken for because it has the same value.
    private Record? Repeated(Draft draft)
    {
        foreach (var field in _resource.Repeatable.Where(field => _modes[field.Closed.RepeatMerged]))
        {
            if (Others(draft, field).FirstOrDefault() is { } other)
                return other;
        }
        return null;
    }

    private IEnumerable<Record> Others(Draft draft, FieldPlan field) => call.Table(_resource).With(field, draft.Values[field.Index])
        .Where(other => Values.Same(other.Values[field.Index], draft.Values[field.Index]));

    private IEnumerable<Fault> Clashes(Draft draft)
    {
        var table = call.Table(_resource);
        foreach (var field in _resource.Fields.Where(field => field.Field.Unique))
        {
            var gates = field.Unique;
            var value = draft.Values[field.Index];
            if (Values.IsUnset(value))
            {
                if (_modes[gates.UnsetConflict] && Clash.AnotherUnset(field, table))
                    yield return new Fault(draft.NameOf(field), "Another record has no value either.", 409);
            }
            else if (!_modes[gates.Accepted] && !(call.Request.Overlaps && _modes[gates.Race])
                && Clash.Of(field, value, table, _modes) is { Status: not 0 } clash)
            {
                yield return clash.AsFault(draft.NameOf(field));
            }
        }
    }

    private IEnumerable<Fault> Repeats(Draft draft) =>
        from field in _resource.Repeatable
        where _modes[field.Closed.RepeatRefused] && Others(draft, field).Any()
        select new Fault(draft.NameOf(field), "Another record has it.");

    private IEnumerable<Fault> LinkClashes(Draft draft, FieldPlan link, Dictionary<int, Record> existing)
    {
        var linked = draft.Linked[link.Index];
        foreach (var field in link.Linked.Where(field => field.Inner.Field.Unique && !_modes[field.DuplicateSecond]))
        {
            var clash = Clash.Of(field.Inner, linked.Values[field.Inner.Index], call.Table(link.Target!), _modes);
            if (clash.Status == 0)
                continue;
            if (clash.Status == 409 && _modes[field.DuplicateLinked])
                existing[link.Index] = clash.With!;
            else
                yield return clash.AsFault(linked.Names[field.Inner.Index] ?? link.Field.Link!.FlatName(field.Inner.Field));
        }
    }

    private Record StoreLinked(FieldPlan link, Draft linked)
    {
        var table = call.Table(link.Target!);
        var record = new Record(table.NextIdentity(), linked.Values);
        if (_modes[link.Link.NotStored])
            table.Skip(record.Identity);
        else
            table.Put(table.Lives?.Created(record, table) ?? record);
        return record;
    }
}
