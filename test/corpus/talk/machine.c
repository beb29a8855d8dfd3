/*
 * A machine that starts and stops, after the examples of the talk "Valgrind vs. KVM": the functions have
 * the names of its stacks, the bodies are our own. What is real says REAL, what is noise says NOISE.
 */
#include "standin.h"
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* ---- memory: every byte of the library comes through here, so own code is on every stack ---- */

static size_t traced;
static void *malloc_and_trace(size_t size) {
  traced += size;
  return malloc(size);
}
static void *realloc_and_trace(void *mem, size_t size) {
  traced += size;
  return realloc(mem, size);
}
static void free_and_trace(void *mem) { free(mem); }

/* ---- ACPI tables ---- */

typedef struct {
  GArray *table_data;
} AcpiBuildTables;
static struct {
  char *data;
  size_t size;
} rom;

static void rom_add_blob(const void *blob, size_t size) {
  rom.data = malloc(size);
  rom.size = size;
  memcpy(rom.data, blob, size);
}
static void acpi_align_size(GArray *blob, unsigned align) {
  g_array_set_size(blob, (blob->len + align - 1) / align * align);
}
static void acpi_build(AcpiBuildTables *tables) {
  tables->table_data = g_array_new(1);
  g_array_append_vals(tables->table_data, "FACP", 4);
  acpi_align_size(tables->table_data, 0x20000);
}
static void acpi_setup(void) {
  AcpiBuildTables tables;
  acpi_build(&tables);
  rom_add_blob(tables.table_data->data, tables.table_data->len);
  /* REAL: the data is left to the ROM, as if rom_add_blob kept it; but that made a copy. */
  g_array_free(tables.table_data, 0);
}
static void pc_guest_info_machine_done(void) { acpi_setup(); }
static void notifier_list_notify(void (*notifier)(void)) { notifier(); }

/* ---- KVM: request numbers of our own on /dev/null, so no kernel module is needed ---- */

struct kvm_pit_state2 {
  uint32_t channels[18], flags, reserved[9];
};
struct kvm_clock_data {
  uint64_t clock;
  uint32_t flags, pad[9];
};
enum { CHAFF_SET_PIT2 = _IOW(0xE7, 0xA0, struct kvm_pit_state2), CHAFF_SET_CLOCK = _IOW(0xE7, 0x7B, struct kvm_clock_data) };
static int vm;

static int kvm_vm_ioctl(unsigned request, void *argument) { return ioctl(vm, request, argument); }
static void kvm_pit_put(unsigned count) {
  struct kvm_pit_state2 state; /* NOISE: nobody reads reserved[] */
  for (int i = 0; i < 18; i++) state.channels[i] = count;
  state.flags = 0;
  kvm_vm_ioctl(CHAFF_SET_PIT2, &state);
}
static void kvm_pit_realizefn(void) { kvm_pit_put(1); }
static void kvm_pit_vm_state_change(void) { kvm_pit_put(65536); }
static void kvm_clock_put(uint64_t clock) {
  struct kvm_clock_data data;
  memset(data.pad, 0, sizeof data.pad);
  data.clock = clock; /* REAL: flags is read by the kernel and never set */
  kvm_vm_ioctl(CHAFF_SET_CLOCK, &data);
}
static void kvmclock_vm_state_change(void) { kvm_clock_put(1000); }
static void vm_state_notify(void) {
  kvm_pit_vm_state_change();
  kvmclock_vm_state_change();
}

/* ---- types and signals: NOISE, registered once and kept ---- */

static void *device_type, *bus_type;
static void device_add_signals(void) {
  g_signal_new("realize", device_type);
  g_signal_new("unrealize", device_type);
}
static void device_register_types(void) {
  device_type = g_type_register_static("device", 160, NULL);
  g_type_add_interface_static(device_type, "hotplug-handler");
  g_type_add_interface_static(device_type, "vmstate-if");
}
static char *bus_get_fw_dev_path(const char *bus) { return g_strdup(bus); }
static void bus_class_init(void *klass) {
  char *path = bus_get_fw_dev_path("/pci@i0cf8");
  memcpy(klass, path, 4); /* REAL: path is ours to free, though the library called us */
}
static void bus_register_types(void) {
  bus_type = g_type_register_static("bus", 96, bus_class_init);
  g_type_class_ref(bus_type);
  g_type_add_interface_static(bus_type, "resettable");
}
static void module_call_init(void) {
  device_register_types();
  bus_register_types();
  device_add_signals();
}
static void error_init(void) {
  g_set_prgname("machine");
  g_set_prgname("machine-pc");
  g_quark_from_static_string("machine-error-quark");
  g_intern_string("machine");
}
static void qemu_init_main_loop(void) {
  g_main_loop_new();
  g_thread_new("call_rcu");
  g_thread_pool_push(1);
}

/* ---- drives, network, firmware configuration ---- */

static char *drive_id;
static void drive_set_id(const char *id) {
  drive_id = g_strdup(id); /* REAL: the id of the drive before is lost */
}
static void drive_init(const char *id) { drive_set_id(id); }

typedef struct {
  char *model, *name;
} NetClientState;
static const char *nic_model;
static void qemu_new_net_client(const char *model) {
  NetClientState *client = g_malloc0(sizeof *client);
  client->model = g_strdup(model);
  client->name = g_strdup("net0");
  nic_model = g_strdup("nic-e1000") + 4; /* REAL: only a pointer into it is kept, and nobody can free that */
  /* REAL: the client is forgotten, and its strings (indirectly lost) with it */
}
static void net_init_nic(void) { qemu_new_net_client("e1000"); }

static void fw_cfg_add_file(const char *name) {
  GArray *entry = g_array_new(1);
  g_array_append_vals(entry, name, strlen(name) + 1);
  g_array_append_vals(entry, "/data", 5);
  g_array_free(entry, 0); /* REAL: freed the array, kept nothing of its data */
}
static void fw_cfg_init(void) { fw_cfg_add_file("etc/acpi/tables"); }

static void qcow2_write_header(int disk) {
  char *header = g_malloc(512);
  memcpy(header, "QFI\xfb", 4); /* REAL: the rest of the sector is whatever the heap held, and goes to disk */
  if (write(disk, header, 512) != 512) perror("write");
  g_free(header);
}

static void qemu_run_machine_init_done_notifiers(void) { notifier_list_notify(pc_guest_info_machine_done); }

int main(void) {
  static const GMemVTable trace = {malloc_and_trace, realloc_and_trace, free_and_trace};
  g_mem_set_vtable(&trace);
  vm = open("/dev/null", O_RDWR);
  error_init();
  module_call_init();
  qemu_init_main_loop();
  drive_init("ide0-hd0");
  drive_init("ide0-cd0");
  g_free(drive_id);
  drive_id = NULL;
  net_init_nic();
  fw_cfg_init();
  kvm_pit_realizefn();
  qcow2_write_header(vm);
  qemu_run_machine_init_done_notifiers();
  vm_state_notify();
  printf("traced %zu bytes, ROM of %zu, nic %s\n", traced, rom.size, nic_model);
  free(rom.data);
  return 0;
}
