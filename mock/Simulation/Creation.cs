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
        var body = call.Plan.Dialect.Read(call.Request, _modes);
        if (body.Fate == BodyFate.UnknownAccepted)
            return Created(new Record(call.Table(_resource).NextIdentity(), [.. _resource.Fields.Select(call.Initial)]), null);
        if (body.Members is not { } members)
            return new Reply(body.Status, body.Message);
        var draft = new Intake(call).Read(members);
        if (draft.Faults.Count == 0)
            new Span(_resource, _modes).Check(draft, null);
        return draft.Faults.Count > 0
            ? _operation.Refusal(draft.Faults, draft.Texts.GetValueOrDefault)
            : call.Write(() => Store(draft));
    }

    private Reply Store(Draft draft)
    {
        List<Fault> clashes = [.. Clashes(draft)];
        Dictionary<int, Record> existing = [];
        foreach (var link in _resource.Fields.Where(field => draft.Linked.ContainsKey(field.Index)))
            clashes.AddRange(LinkClashes(draft, link, existing));
        if (clashes.Count > 0)
            return _operation.Refusal(clashes, draft.Texts.GetValueOrDefault);
        foreach (var (link, linked) in draft.Linked)
            draft.Values[link] = existing.GetValueOrDefault(link) ?? StoreLinked(_resource.Fields[link], linked);
        var table = call.Table(_resource);
        var values = draft.Unknown.Count == 0 ? draft.Values : [.. draft.Values, new Extras(draft.Unknown)];
        var record = new Record(table.NextIdentity(), values);
        table.Put(record);
        if (values[_resource.Identity.Index] is long other && table.Find(other) is null)
            table.AlsoKnownAs(other, record);
        return Created(record, draft);
    }

    private Reply Created(Record record, Draft? draft) => _operation.Success(
        _modes,
        new Payload.One(call.Writer(identityOffset: _modes[_resource.Gates.OffByOne] ? 1 : 0), record),
        name => name == _resource.Identity.Field.Name ? Values.Text(record.Identity) : draft?.Texts.GetValueOrDefault(name));

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
            table.Put(record);
        return record;
    }
}
