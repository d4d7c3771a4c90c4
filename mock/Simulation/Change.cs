using PlanisoContract.Mock.Dialects;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>An update: the sent fields change, nothing else does.</summary>
internal sealed class Change(Call call, long identity)
{
    private readonly OperationPlan _operation = call.Operation;
    private readonly ResourcePlan _resource = call.Operation.Resource;
    private readonly Modes _modes = call.Modes;

    private Lives? Lives => call.Table(_resource).Lives;

    public Reply Answer()
    {
        var body = call.Plan.Dialect.Read(call);
        if (body.Fate == BodyFate.MalformedAccepted)
            return call.Write(() => Found(record => Changed(new Draft(_resource), record, record)));
        if (body.Fate == BodyFate.MalformedClears)
            return AllCleared();
        if (body.Members is not { } members)
            return call.Refusal(body);
        if (members.Count == 0)
            return Empty();
        var draft = new Intake(call).Read(members);
        var reply = call.Write(() => Found(record => Apply(draft, record)));
        if (reply.IsSuccess)
            CrossSiloWrites.Update(call, draft, identity);
        return reply;
    }

    // Between the first look and the lock somebody may have removed the record.
    private Reply Found(Func<Record, Reply> then) =>
        call.Find(identity) is { } record
            ? then(record)
            : call.Refusal(404, $"There is no {_resource.Resource} {identity}.", Known(null)) with { Missed = true };

    private Reply Empty()
    {
        if (_modes[_operation.Gates.EmptyAccepted])
            return call.Write(() => Found(record => Changed(new Draft(_resource), record, record)));
        if (!_modes[_operation.Gates.RecordCleared])
            return call.Refusal(400, "An update needs at least one field.") with { NothingSent = true };
        return AllCleared();
    }

    private Reply AllCleared() => call.Write(() => Found(record =>
    {
        var values = record.Unchanged();
        foreach (var field in _resource.Fields.Where(IsOptional))
            values[field.Index] = Cleared(field);
        return Changed(new Draft(_resource), record, Put(record.With(values, record.Deleted)));
    }));

    private Reply Apply(Draft draft, Record now)
    {
        var before = now;
        if (draft.Faults.Count == 0)
            new Span(_resource, _modes).Check(draft, before);
        if (draft.Faults.Count > 0)
        {
            Lives?.Refused(draft, before, []);
            return call.Refusal(draft.Faults, Known(draft));
        }
        if (call.Request.Overlaps && call.Table(_resource).Overlapped(now) is { } read)
        {
            if (_modes[_operation.Gates.OneRefused])
                return call.Refusal(409, "Another update of it is under way.", Known(draft));
            if (_modes[_operation.Gates.BothLost])
                return Changed(draft, now, Put(read.With(read.Unchanged(), read.Deleted)));
            if (_modes[_operation.Gates.LastWins])
                before = read;
        }
        var reactivates = before.Deleted && _resource.Active is { } active && draft.Values[active.Index] is true;
        if (reactivates && _modes[_resource.Gates.ReactivationRefused])
            return call.Refusal(409, "What was deleted stays so.", Known(draft));
        var clashes = Clashes(draft, before);
        if (clashes.Count > 0)
        {
            if (clashes.Any(clash => _modes[clash.Field.Unique.HalfApplied]))
                Put(After(draft, before, reactivates, [.. clashes.Select(clash => clash.Field)]));
            Lives?.Refused(draft, before, [.. clashes.Select(clash => clash.Field)]);
            return call.Refusal([.. clashes.Select(clash => clash.Fault)], Known(draft));
        }
        ApplyLinked(draft, before);
        var after = After(draft, before, reactivates, []);
        var stored = Put(Lives?.Updated(draft, before, after, call) ?? after);
        if (call.Request.Overlaps)
            call.Table(_resource).NoteOverlap(before, stored);
        if (draft.Values[_resource.Identity.Index] is long other && call.Table(_resource).Find(other) is null)
            call.Table(_resource).AlsoKnownAs(other, after);
        return Changed(draft, before, after, reactivates && _modes[_resource.Gates.ReactivationClaimed]);
    }

    private List<(FieldPlan Field, Fault Fault)> Clashes(Draft draft, Record before)
    {
        List<(FieldPlan, Fault)> clashes = [];
        foreach (var field in _resource.Unique)
        {
            var value = draft.Values[field.Index];
            if (value == Mark.NotSent || Values.IsUnset(value))
                continue;
            var clash = _modes[field.Unique.UpdateAccepted]
                ? default : Clash.Of(field, value, call.Table(_resource), _modes, before);
            if (clash.Status == 0 && _modes[field.Unique.ScopeVendor] && call.Elsewhere(field.Unique.ScopeVendor)
                .Any(store => Clash.Of(field, value, store.Tables[_resource.Index], _modes).Status != 0))
                clash = new Clash(409, null);
            if (clash.Status == 0 && _modes[field.Unique.OwnConflict] && Values.Same(value, before[field.Index]))
                clash = new Clash(409, before);
            if (clash.Status != 0)
                clashes.Add((field, clash.AsFault(draft.NameOf(field))));
        }
        return clashes;
    }

    private Record After(Draft draft, Record before, bool reactivates, FieldPlan[] except)
    {
        var stays = reactivates && (_modes[_resource.Gates.ReactivationIgnored] || _modes[_resource.Gates.ReactivationClaimed]);
        var values = before.Unchanged();
        foreach (var field in _resource.Fields)
        {
            if (draft.Values[field.Index] != Mark.NotSent && !except.Contains(field) && !(stays && field == _resource.Active))
                values[field.Index] = field.IsSeveral ? Several.Updated(call, field, before[field.Index], draft.Values[field.Index]) : draft.Values[field.Index];
            else if (field.Field.SetOn is { } on && _modes[on == SetOn.Create ? field.Input.FixedMoved : field.Input.UpdateUnmoved] == (on == SetOn.Create))
                values[field.Index] = call.Now;
        }
        if (_modes[_operation.Gates.UnsentCleared])
            ClearUnsent(draft, before, values);
        if (draft.Unknown is { } sent)
        {
            var unknown = new Dictionary<string, Verbatim>(before.Extras?.Members ?? sent);
            foreach (var (name, value) in sent)
                unknown[name] = value;
            values = [.. values.AsSpan(0, _resource.Fields.Length), new Extras(unknown)];
        }
        return before.With(values, before.Deleted && !(reactivates && !stays));
    }

    // The first one of which it shows; if all have their defaults, the first one loses even that.
    private void ClearUnsent(Draft draft, Record before, object?[] values)
    {
        var unsent = _resource.Fields.Where(field => IsOptional(field) && !draft.IsSent(field)).ToList();
        if (unsent.Find(field => !Values.Same(Cleared(field), before[field.Index])) is { } victim)
            values[victim.Index] = Cleared(victim);
        else if (unsent.Count > 0)
            values[unsent[0].Index] = null;
    }

    private void ApplyLinked(Draft draft, Record before)
    {
        if (draft.Linked is null)
            return;
        foreach (var (link, linked) in draft.Linked)
        {
            var table = call.Table(linked.Resource);
            if (before[link] is not Record was || table.At(was.Identity) is not { } now)
                continue;
            table.Put(now.With(linked.Values, now.Deleted));
        }
    }

    private Reply Changed(Draft draft, Record before, Record after, bool claimActive = false)
    {
        var gates = _operation.Gates;
        bool[]? only = null;
        if (!_modes[gates.FullAnswer])
        {
            only = Array.ConvertAll(draft.Names, name => name is not null);
            if (!_modes[gates.IdentityMissing])
            {
                only[_resource.Identity.Index] = true;
                foreach (var field in _operation.Unsent)
                    only[field.Index] = true;
            }
        }
        var shown = _modes[gates.OldValues] ? before : after;
        return call.Success(_operation.Operation.Holds == AnswerHolds.Nothing ? null : new Payload.One(call.Writer(), shown, new Showing(only, claimActive)), Known(draft));
    }

    private Record Put(Record record)
    {
        call.Table(_resource).Put(record);
        return record;
    }

    // What decides where a record is found, or is never seen, tells nothing when it is gone.
    private static bool IsOptional(FieldPlan field) =>
        field is { Written: true, Secret: false, Field: { Required: false, OnUpdate: true, Refers: null, Keyed: null } };

    private object? Cleared(FieldPlan field) => field.Default ?? field.Unset(_modes);

    private Func<string, string?> Known(Draft? draft) => name =>
        name == _resource.Identity.Field.Name ? Values.Text(identity) : draft?.Text(name);
}
