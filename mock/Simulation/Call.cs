using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation;

/// <summary>One request that was let in: the operation, the modes in force, the tables that it acts on.</summary>
internal sealed class Call
{
    private readonly Store _own;
    private readonly Store _outer;
    private readonly Modes _door;

    public Call(OperationPlan operation, SimulatedRequest request, World world, World door, DateTime now)
    {
        Operation = operation;
        Request = request;
        Modes = world.Modes;
        Now = now;
        _door = door.Modes;
        _own = _outer = world.Store;
        Tables = _own.Tables;
        if (world != door && operation.Api.Resources.Any(resource => door.Modes[resource.Gates.Shared]))
        {
            _outer = door.Store;
            Tables = [.. operation.Api.Resources.Select(resource =>
                (door.Modes[resource.Gates.Shared] ? _outer : _own).Tables[resource.Index])];
        }
    }

    public OperationPlan Operation { get; }

    public ApiPlan Plan => Operation.Api;

    public SimulatedRequest Request { get; }

    public Modes Modes { get; }

    /// <summary>The time of the request, in whole seconds.</summary>
    public DateTime Now { get; }

    /// <summary>By resource.</summary>
    public Table[] Tables { get; }

    /// <summary>
    /// Whether an empty list is an error: if the silo says so or the door, for a silo without records may be met
    /// through another's door alone.
    /// </summary>
    public bool EmptyIsNotFound => Modes[Operation.Gates.EmptyNotFound] || _door[Operation.Gates.EmptyNotFound];

    /// <summary>Changes with every write to any of the tables.</summary>
    public long Stamp
    {
        get
        {
            var stamp = 0L;
            foreach (var table in Tables)
                stamp += table.Version;
            return stamp;
        }
    }

    public Table Table(ResourcePlan resource) => Tables[resource.Index];

    /// <summary>Carries a write out, as if no other one were under way.</summary>
    public Reply Write(Func<Reply> write)
    {
        // The door's store always comes first, so that two writers never wait for each other.
        lock (_outer)
        {
            lock (_own)
                return write();
        }
    }

    /// <summary>What a new record holds in a field that no request set; null where nothing is declared.</summary>
    public object? Initial(FieldPlan field)
    {
        if (field == field.Owner.Identity || field == field.Owner.Number)
            return Mark.Generated;
        if (field.Field.SetOn is not null)
            return Modes[field.Input.CreateEpoch] ? DateTime.UnixEpoch : Now;
        return Modes[field.Input.DefaultOther]
            ? field.Default switch
            {
                bool flag => Flag.Of(!flag),
                long integer => integer + 1,
                string text => text + "x",
                DateOnly day => day.AddDays(1),
                var other => other,
            }
            : field.Default;
    }

    public RecordWriter Writer(bool[]? only = null, bool claimActive = false, int identityOffset = 0) =>
        new(Operation, Operation.Shown, Modes, Tables)
        {
            Only = only,
            ClaimActive = claimActive,
            IdentityOffset = identityOffset,
        };
}
