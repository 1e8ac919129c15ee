using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;

namespace OneStop.Payments.Simulator;

/// <summary>The simulated company's own tables: nothing of ours reads them.</summary>
internal sealed class SimulatorDb(Unit unit) : ModuleDb(unit)
{
    public override string Prefix => "payments_sim";

    public DbSet<SimulatedPayment> Payments => Set<SimulatedPayment>();

    public DbSet<SimulatedRefund> Refunds => Set<SimulatedRefund>();

    public DbSet<Movement> Movements => Set<Movement>();

    public DbSet<OutgoingCallback> Callbacks => Set<OutgoingCallback>();

    public DbSet<FirstCall> Calls => Set<FirstCall>();

    public DbSet<SimulatorSettings> Settings => Set<SimulatorSettings>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<SimulatedPayment>(e =>
        {
            e.ToTable("Payments").HasKey(payment => payment.Id);
            e.HasIndex(payment => payment.MerchantReference).IsUnique();
            e.HasIndex(payment => payment.ReverseAt);
        });
        model.Entity<SimulatedRefund>(e => e.ToTable("Refunds").HasKey(refund => refund.MerchantReference));
        model.Entity<Movement>(e => e.ToTable("Movements").HasIndex(movement => movement.Day));
        model.Entity<OutgoingCallback>(e => e.ToTable("Callbacks").HasIndex(callback => new { callback.State, callback.DueAt }));
        model.Entity<FirstCall>(e =>
        {
            e.ToTable("Calls").HasKey(call => new { call.Operation, call.Reference });
            e.HasIndex(call => new { call.Operation, call.Number }).IsUnique();
        });
        model.Entity<SimulatorSettings>(e => e.ToTable("Settings").Property(settings => settings.Id).ValueGeneratedNever());
    }
}

internal enum SimulatedState
{
    Pending,
    Paid,
    Declined,
    Cancelled,
    Expired,
    Reversed,
}

internal sealed class SimulatedPayment
{
    public Guid Id { get; init; }

    /// <summary>The merchant's own name for it: one payment for each.</summary>
    public required string MerchantReference { get; init; }

    public long AmountCents { get; init; }
    public required string Currency { get; init; }
    public required string Description { get; init; }
    public required string ReturnUrl { get; init; }
    public required string CallbackUrl { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public required string Faults { get; set; }
    public SimulatedState State { get; set; }
    public long Revision { get; set; } = 1;
    public long PaidCents { get; set; }
    public string? PaidCurrency { get; set; }
    public long RefundedCents { get; set; }
    public long ReversedCents { get; set; }
    public DateTimeOffset? ReverseAt { get; set; }
    public int Version { get; private set; }

    /// <summary>The payer's page stands on the host that the payer comes back to: the simulator lives in the same program.</summary>
    public string Url => new Uri(new Uri(ReturnUrl), $"/simulator/pay/{Id}").ToString();
}

internal sealed class SimulatedRefund
{
    public required string MerchantReference { get; init; }
    public Guid PaymentId { get; init; }
    public long AmountCents { get; init; }
    public required string Currency { get; init; }
    public bool Succeeded { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A line of the company's own book; positive is money for the merchant.</summary>
internal sealed class Movement
{
    public Guid Id { get; init; }
    public required string Kind { get; init; }

    /// <summary>The merchant's reference of the payment.</summary>
    public required string Payment { get; init; }

    public required string MerchantReference { get; init; }
    public long AmountCents { get; init; }
    public required string Currency { get; init; }
    public DateTimeOffset At { get; init; }
    public DateOnly Day { get; init; }
}

internal enum CallbackState
{
    Waiting,
    Delivered,
    GivenUp,
}

internal enum CallbackSigning
{
    Right,
    Wrong,
    Stale,
}

internal sealed class OutgoingCallback
{
    public Guid Id { get; init; }
    public Guid? PaymentId { get; init; }
    public required string Type { get; init; }
    public required string Url { get; init; }
    public required string Body { get; init; }
    public int Copies { get; init; }
    public CallbackSigning Signing { get; init; }
    public CallbackState State { get; set; }
    public DateTimeOffset DueAt { get; set; }
    public int Tries { get; set; }
}

/// <summary>Marks that an operation was called for a reference before, and with which faults it was drawn.</summary>
internal sealed class FirstCall
{
    public required string Operation { get; init; }
    public required string Reference { get; init; }
    public long Number { get; init; }
    public required string Faults { get; init; }
}

internal sealed class SimulatorSettings
{
    public int Id { get; init; } = 1;

    /// <summary>For every new payment.</summary>
    public required string Faults { get; set; }

    /// <summary>Draws faults for each new payment, at <see cref="Rate"/>; null for none.</summary>
    public int? Seed { get; set; }

    public double Rate { get; set; }
}
